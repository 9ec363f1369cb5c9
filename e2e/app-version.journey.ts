// A new version of the app while work waits on the device: the page that runs the old one goes on, nothing typed or unsent is touched,
// and the new one comes when somebody asks for it, or when no page is open.
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { rm } from 'node:fs/promises'
import { buildMarked } from './app-build.ts'
import { facilityId } from './family.ts'
import { fill, press, say, type Answer } from './form.ts'
import { startHost, type HostProcess } from './host-process.ts'
import { enter, expectStarted, untilKept, visitorOn } from './on-device.ts'
import { makeProfile, type Profile } from './profile.ts'
import { womanAnswers } from './woman.ts'

test.describe.configure({ mode: 'serial' })

let builds: [string, string]
let host: HostProcess
let profile: Profile
let context: BrowserContext
let page: Page

test.beforeAll(async () => {
  builds = [await buildMarked('second'), await buildMarked('third')]
  host = await startHost({ data: 'demonstration' })
  profile = await makeProfile({ locale: 'en' })
  context = await profile.open()
  page = await enter(context, host.origin, 'officer')
  await untilKept(page)
})

test.afterAll(async () => {
  await profile.dispose()
  await host.dispose()
  for (const build of builds) await rm(build, { recursive: true, force: true })
})

const names = { km: 'ឈឹម ស្រីនាង', latin: 'Chhim Sreyneang' }

async function mother(): Promise<Record<string, Answer>> {
  return womanAnswers(await facilityId(await visitorOn(page, 'officer', host.origin), 'CC2'), names)
}

test('what was typed and what waits to be sent outlive a new version that somebody asks for', async () => {
  await page.goto(`${host.origin}/record/register-carer`)
  await page.route('**/v1/entries', (route) => route.abort('internetdisconnected'))
  await fill(page, 'en', await mother())
  await press(page)
  await expect(page.locator('.frame-note')).toBeVisible()
  await page.goto(`${host.origin}/record/register-carer`)
  await fill(page, 'en', { latin: { text: 'Half Typed' } })
  await expect(page.getByText(say('en', 'draft.saved-at').split('{')[0] ?? '')).toBeVisible()

  await host.serveWebApp(builds[0])
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const useIt = page.getByRole('button', { name: say('en', 'app.new-version-use') })
  await expect(useIt).toBeVisible({ timeout: 30_000 })
  // The old version goes on against the new host, and opens pages that it had not fetched yet from this device.
  await expect(page.locator('html')).not.toHaveAttribute('data-build')
  await expect(page.locator('#field-latin')).toHaveValue('Half Typed')
  await page.locator('a[href="/rules"]').first().click()
  await expect(page.locator('h1')).toBeVisible()
  await page.goBack()

  // Where the old one is busy for longer than a page waits for it, the new one is offered again.
  await expect(async () => {
    if (await useIt.isVisible()) await useIt.click()
    await expect(page.locator('html')).toHaveAttribute('data-build', 'second')
  }).toPass({ timeout: 60_000 })
  await expect(page.locator('#field-latin')).toHaveValue('Half Typed')
  await page.unroute('**/v1/entries')
  await page.goto(`${host.origin}/unsent`)
  const onTheHost = async (): Promise<string> => {
    const data = { text: names.latin }
    return (
      await context.request.post(`${host.origin}/v1/carers/search`, { data, headers: { origin: host.origin } })
    ).text()
  }
  await expect.poll(onTheHost, { timeout: 30_000 }).toContain(names.latin)
  await expect(page.locator('.frame-note')).toHaveCount(0)
})

test('with no page open it comes by itself at the next opening, also without a network', async () => {
  await host.serveWebApp(builds[1])
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  await expect(page.getByRole('button', { name: say('en', 'app.new-version-use') })).toBeVisible({ timeout: 30_000 })
  await page.reload()
  // Never forced on an open page.
  await expect(page.locator('html')).toHaveAttribute('data-build', 'second')
  await profile.kill()
  await host.stop()
  context = await profile.open()
  page = await context.newPage()
  await page.goto(host.origin)
  await expectStarted(page)
  await expect(page.locator('html')).toHaveAttribute('data-build', 'third')
})
