// Two people on one phone: what the first has not sent stays as it is whatever the second does, who learns no more than that there is
// something; and it goes out under the first one's own name.
import { test, type BrowserContext, type Page } from '@playwright/test'
import { facilityId } from './family.ts'
import { fill, press, say } from './form.ts'
import { ask } from './hand-in.ts'
import { startHost, type HostProcess } from './host-process.ts'
import {
  enter,
  lock,
  recordRound,
  roundsAtHost,
  untilBoxed,
  untilDownloaded,
  untilKept,
  visitorOn,
} from './on-device.ts'
import { makeProfile, type Profile } from './profile.ts'
import { expect, goTo, password, settled, type Visitor } from './sign-in.ts'
import { fillWayIn, signInOn, speakIn } from './way-in.ts'
import { womanAnswers } from './woman.ts'

test.describe.configure({ mode: 'serial' })

const woman = { km: 'នួន ចាន់ដារ៉ា', latin: 'Nuon Chandara' }

let host: HostProcess
let profile: Profile
let context: BrowserContext
let page: Page
let prison: string
let monitor: Visitor['session']['account']
let before: number

test.beforeAll(async () => {
  host = await startHost({ data: 'demonstration' })
  profile = await makeProfile({ locale: 'en' })
  context = await profile.open()
  await speakIn(context, 'en')
})

test.afterAll(async () => {
  await profile.dispose()
  await host.dispose()
})

test('a monitor records without a network, and locks', async () => {
  page = await enter(context, host.origin, 'monitor')
  await untilKept(page)
  await untilDownloaded(page, host.origin, 'en')
  const visitor = await visitorOn(page, 'monitor', host.origin)
  monitor = visitor.session.account
  prison = await facilityId(visitor, 'CC2')
  before = await roundsAtHost(visitor, prison, monitor.id)
  await host.stop()
  await recordRound(page, host.origin, prison)
  await untilBoxed(page, 1)
  await lock(page, 'en')
})

test('an officer works on the same phone, sends, and sees no more than a number', async () => {
  await host.start()
  await fillWayIn(page, 'officer', password)
  await page.getByRole('button', { name: say('en', 'older-store.new') }).click()
  await expect(page.locator('.frame-bar')).toBeVisible()
  await goTo(page, `${host.origin}/record/register-carer`)
  await fill(page, 'en', womanAnswers(prison, woman))
  await press(page)
  await expect(page).not.toHaveURL(/register-carer/)
  const officer = await visitorOn(page, 'officer', host.origin)
  const womenAtHost = async () =>
    (await ask<{ carers: unknown[] }>(officer, '/v1/carers/search', { text: woman.latin })).carers
  await expect.poll(womenAtHost, { timeout: 30_000 }).toHaveLength(1)
  await goTo(page, `${host.origin}/unsent`)
  await expect(page.locator('h1')).toHaveText(say('en', 'unsent.title'))
  await expect(page.locator('main li', { hasText: say('en', 'unsent.waiting') })).toHaveCount(0)
  await expect(page.locator('body')).not.toContainText(monitor.displayName)
  await goTo(page, `${host.origin}/device`)
  await expect(page.getByText('Work of others waits here: 1 piece')).toBeVisible()
  await expect(page.locator('body')).not.toContainText(monitor.displayName)
  expect(await roundsAtHost(officer, prison, monitor.id)).toBe(before)
  await lock(page, 'en')
})

test('the monitor finds the work as it was left, and it is sent once', async () => {
  await signInOn(page, 'monitor', password)
  const visitor = await visitorOn(page, 'monitor', host.origin)
  await expect.poll(() => roundsAtHost(visitor, prison, monitor.id), { timeout: 30_000 }).toBe(before + 1)
  await settled(page)
  await expect(page.locator('.frame-note')).toHaveCount(0)
  await expect(page.locator('body')).not.toContainText(woman.latin)
  await goTo(page, `${host.origin}/unsent`)
  await expect(page.locator('main li')).toHaveCount(1)
  await expect(page.locator('main li')).toContainText(say('en', 'unsent.accepted'))
  await expect(page.locator('body')).not.toContainText(woman.latin)
})
