// Where the children are there is no network: a nurse's morning, a psychologist's questionnaire and a carer's diary go on without one, and
// what was written goes out when it is back.
import type { Page } from '@playwright/test'
import { facilityId } from './family.ts'
import { fill, record, say } from './form.ts'
import { untilKept } from './on-device.ts'
import { expect, goTo, test, type Language, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const lostNetwork = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|Failed to fetch/
const sdqDigits = '2000222000021000022002120'

async function post<T>({ context, origin }: Visitor, path: string, data: object): Promise<T> {
  const answer = await context.request.post(path, { data, headers: { origin } })
  return answer.json()
}

/** All that the person may see is on the device, and so is the app. */
async function untilWhole(page: Page, language: Language): Promise<void> {
  await untilKept(page)
  await expect(page.getByText(say(language, 'prepare.whole')).first()).toBeVisible({ timeout: 60_000 })
}

/** Back with the host: what was written here is accepted, and stands on the list until its author has seen that. */
async function untilSent({ page, context }: Visitor, language: Language): Promise<void> {
  await context.setOffline(false)
  await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
  await goTo(page, '/unsent')
  const written = page.locator('main li')
  await expect(written).toHaveCount(1)
  await expect(written).toContainText(say(language, 'unsent.accepted'), { timeout: 90_000 })
}

test('a nurse measures without a network', async ({ open }) => {
  const nurse = await open('clinician', {
    language: 'km',
    widthPx: 360,
    expected: lostNetwork,
    isKept: true,
  })
  const { page, context } = nurse
  const prison = await facilityId(nurse, 'CC2')
  await goTo(page, '/prepare')
  await untilWhole(page, 'km')
  await context.setOffline(true)
  await goTo(page, `/facilities/${prison}/measure`)
  const line = page.locator('.measure-round > li').first()
  await line.locator('input').nth(0).fill('11,5')
  await line.locator('button[type=submit]').click()
  await expect(line.getByRole('status')).toHaveText(say('km', 'measure-round.done'))
  await untilSent(nurse, 'km')
})

test('a psychologist enters an SDQ without a network, and sees it beside the others', async ({ open }) => {
  const specialist = await open('specialist', { expected: lostNetwork, isKept: true })
  const { page, context } = specialist
  const search = { where: 'inside', limit: 100 }
  const { children } = await post<{ children: { id: string; born: string[] }[] }>(
    specialist,
    '/v1/children/search',
    search,
  )
  const child = children.find(({ born }) => born[0] === '2009-09')?.id ?? ''
  await goTo(page, '/prepare')
  await untilWhole(page, 'en')
  await context.setOffline(true)
  await goTo(page, `/children/${child}/record/instrument`)
  await fill(page, 'en', {
    form: { choose: '4-17' },
    informant: { choose: 'parent' },
    answeredBy: { choose: 'kin-carer' },
  })
  await page.locator('.digit-line').first().fill(sdqDigits)
  await page.locator('.digit-line').last().fill(sdqDigits)
  await record(page)
  await goTo(page, `/children/${child}`)
  await expect(page.getByRole('columnheader', { name: /a relative who cares for it/ })).toBeVisible()
  await expect(page.getByText(say('en', 'teacher-link.needs-network'))).toBeVisible()
  await untilSent(specialist, 'en')
})

test('a grandmother writes her week in the diary without a network', async ({ open }) => {
  const carer = await open('carer', { language: 'km', widthPx: 360, expected: lostNetwork, isKept: true })
  const { page, context } = carer
  await goTo(page, '/diary')
  await untilKept(page)
  await context.setOffline(true)
  const week = ['ថ្ងៃចន្ទ សើចច្រើន', 'ថ្ងៃពុធ យំរកម៉ាក់', 'ថ្ងៃសុក្រ ជួយឱ្យចំណីមាន់']
  for (const words of week) {
    await page.locator('input[value="good"]').check()
    await page.locator('textarea').fill(words)
    await page.locator('main button[type=submit]').click()
    await expect(page.locator('main li').first()).toContainText(words)
  }
  // Closed and opened again where there is no network still: the child's name and all lines are there.
  await goTo(page, '/diary')
  for (const words of week) await expect(page.locator('main')).toContainText(words)
  await context.setOffline(false)
  await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
  type Diaries = { diaries: { lines: { body: { words?: string } }[] }[] }
  await expect(async () => {
    const { diaries }: Diaries = await (await context.request.get('/v1/diary')).json()
    expect(diaries[0]?.lines.map(({ body }) => body.words)).toEqual(expect.arrayContaining(week))
  }).toPass({ timeout: 90_000 })
})
