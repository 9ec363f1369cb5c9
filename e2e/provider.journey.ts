// Coming in by a ministry's identity provider (a real one, on this machine): tied by a link, in and out, and a fresh proof in a page of its
// own. What is refused is the database tests' (access/provider*.db.test.ts); here is what a browser alone decides: that the way there and
// back goes through our policy, our strict cookies and the service worker, and that nothing is kept.
import { expect, test, type Page } from '@playwright/test'
import { clientSecret, testProvider, type TestProvider } from '@komar/server/src/access/test-provider.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from './form.ts'
import { administrator } from './host-people.ts'
import { startHost, type HostProcess } from './host-process.ts'
import { speakIn } from './way-in.ts'

const name = 'Ministry of Tests'
let directory: string
let provider: TestProvider
let host: HostProcess

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-provider-'))
  await writeFile(join(directory, 'secret'), clientSecret)
  host = await startHost({
    data: 'empty',
    settings: async (origin) => {
      provider = await testProvider(origin)
      return {
        KOMAR_OIDC_ISSUER: provider.issuer,
        KOMAR_OIDC_CLIENT_ID: 'komar',
        KOMAR_OIDC_CLIENT_SECRET_FILE: join(directory, 'secret'),
        KOMAR_OIDC_NAME: name,
      }
    },
  })
})

test.afterAll(async () => {
  await host.dispose()
  await provider.close()
  await rm(directory, { recursive: true })
})

/** A call of the first administrator, as a program makes it. */
async function post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
  const answer = await fetch(host.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return (await answer.json()) as Answer
}

/** The link that ties an analyst who never had a password. */
async function linkForAnalyst(): Promise<string> {
  const { user, password } = administrator
  const { token } = await post<{ token: string }>('/v1/session', { user, password, as: 'bearer' })
  const session = await fetch(`${host.origin}/v1/session`, { headers: { authorization: `Bearer ${token}` } })
  const { agency } = (await session.json()) as { agency: { id: string } }
  const account = { user: 'counts', displayName: 'Counts', agency: agency.id, roles: ['analyst'], language: 'km' }
  const made = await post<{ account: { id: string } }>('/v1/accounts', account, token)
  const path = `/v1/accounts/${made.account.id}/provider-link`
  return (await post<{ invitation: { token: string } }>(path, {}, token)).invitation.token
}

const goThere = (page: Page) =>
  page.getByRole('button', { name: say('km', 'sign-in.by-provider').replace('{name}', name), exact: true }).click()

test('a person is tied, comes in without a password, proves afresh in another page, and keeps nothing', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: host.origin })
  await speakIn(context, 'km')
  const page = await context.newPage()
  provider.who = 'somebody at the ministry'
  await page.goto(`/join#${await linkForAnalyst()}`)
  await goThere(page)
  await expect(page.getByText(say('km', 'provider.tied'), { exact: true })).toBeVisible()
  await goThere(page)
  await page.locator('.frame-bar').waitFor()
  expect(page.url()).toBe(`${host.origin}/`)
  await expect(page.getByText(say('km', 'nothing-kept.note').replace('{name}', name))).toBeVisible()
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map((each) => each.name ?? ''))
  expect(databases.filter((each) => each.startsWith('komar-store'))).toEqual([])

  // The host wants a proof of something; the person's page stays as it is meanwhile.
  let asked = 0
  await page.route('**/v1/second-factor/authenticator', async (route) => {
    asked += 1
    const problem = { type: 'about:blank', title: '', status: 403, code: 'session.confirm' }
    if (asked > 1) await route.continue()
    else await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) })
  })
  await page.locator('.frame-tools > summary').click()
  await page.getByRole('link', { name: say('km', 'shell.signing-in'), exact: true }).click()
  await expect(page.getByText(say('km', 'provider.no-password'))).toBeVisible()
  await page.getByRole('button', { name: say('km', 'second-factor.add'), exact: true }).click()
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: say('km', 'confirm.by-provider').replace('{name}', name) }).click()
  await expect((await opened).getByText(say('km', 'provider.proved'))).toBeVisible()
  await expect(page.getByRole('img', { name: say('km', 'second-factor.picture') })).toBeVisible()
  expect(asked).toBe(2)

  await page.getByRole('button', { name: say('km', 'provider.sign-out').replace('{name}', name) }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await context.close()
})
