// A phone that is lost: called off by an administrator, or in the hands of somebody who guesses passwords. What was recorded comes in
// sealed, what could be read goes, and the author takes it in on another device.
import { test, type Page } from '@playwright/test'
import { facilityId } from './family.ts'
import { say, saying } from './form.ts'
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
import { expect, settled, type Visitor } from './sign-in.ts'
import { fillWayIn, speakIn } from './way-in.ts'

test.describe.configure({ mode: 'serial' })

let host: HostProcess
const profiles: Profile[] = []
let admin: Page
let prison: string
let monitor: Visitor['session']['account']
let before: number

test.beforeAll(async () => {
  host = await startHost({ data: 'demonstration' })
  admin = await openPhone('admin')
  const { context, origin } = await visitorOn(admin, 'admin', host.origin)
  const rules = { lockAfterMinutes: 5, wipeAfterWrongPassphrases: 5 }
  const answer = await context.request.put(`${origin}/v1/host/device-policy`, { data: rules, headers: { origin } })
  expect(answer.ok()).toBe(true)
})

test.afterAll(async () => {
  for (const profile of profiles) await profile.dispose()
  await host.dispose()
})

async function openPhone(login: 'admin' | 'monitor' | 'officer'): Promise<Page> {
  const profile = await makeProfile({ locale: 'en' })
  profiles.push(profile)
  const context = await profile.open()
  await speakIn(context, 'en')
  return enter(context, host.origin, login)
}

/** A monitor's phone with one entry that the host has not; locked, and the host is stopped. */
async function phoneWithWork(): Promise<Page> {
  const page = await openPhone('monitor')
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
  return page
}

test('called off in the page: at its next contact it hands in, wipes and says so, and the page says what became of it', async () => {
  const phone = await phoneWithWork()
  await phone.goto('about:blank')
  await host.start()
  await admin.goto(`${host.origin}/people/${monitor.id}`)
  const device = admin.locator('.device').first()
  await device.getByRole('button', { name: say('en', 'devices.revoke') }).click()
  await device.getByRole('button', { name: say('en', 'devices.revoke') }).click()
  await expect(device).toContainText(say('en', 'devices.not-told'))
  await expect(device).toContainText(say('en', 'devices.fate-nothing'))

  await phone.goto(host.origin)
  await expect(phone.getByText(say('en', 'shut.wiped-host'))).toBeVisible({ timeout: 30_000 })
  await expect(phone.getByText('No sealed work waits here any more.')).toBeVisible()
  await admin.reload()
  await settled(admin)
  await expect(device).toContainText(saying('en', 'devices.told'))
  await expect(device).toContainText('One piece of its unsent work came in by hand')
  await expect(device).toContainText('One waits until this person signs in and sends it.')
  await takeIn()
})

test('wrong passwords are waited for, longer each time, and after so many the phone is wiped; the work comes in sealed', async () => {
  const phone = await phoneWithWork()
  // Time stands still but for `later`, so that no wait passes while the page is slow.
  await phone.context().clock.setFixedTime(Date.now())
  expect(await tryWrong(phone)).toContain(say('en', 'sign-in.nothing-opens'))
  await tryWrong(phone)
  const first = await waitSaid(phone)
  await phone.reload()
  const afterReload = await waitSaid(phone)
  expect(afterReload).toBe(first)
  await later(phone)
  await tryWrong(phone)
  expect(await waitSaid(phone)).toBeGreaterThan(first)
  await later(phone)
  await tryWrong(phone)
  await later(phone)
  await tryWrong(phone, false)
  await expect(phone.getByText(say('en', 'shut.wiped-wrong-passwords'))).toBeVisible()
  await expect(phone.getByText('one sealed piece of work').or(phone.getByText('1 sealed piece of work'))).toBeVisible()

  await host.start()
  await phone.getByRole('button', { name: say('en', 'shut.to-sign-in') }).click()
  await phone.reload()
  await expect(phone.getByText('Sealed work waits on this device for Komar: 1 piece')).toBeVisible()
  const officer = await enter(phone.context(), host.origin, 'officer')
  await officer.goto(`${host.origin}/device`)
  await expect(officer.getByText('Work of others waits here: 1 piece')).toBeVisible()
  await officer.getByRole('button', { name: say('en', 'sign-in.hand-in') }).click()
  await expect(officer.getByText('Work of others waits here')).toHaveCount(0)
  await takeIn()
})

/** A wrong password on the way in; answers what is said of it. */
async function tryWrong(page: Page, staysOut = true): Promise<string> {
  await fillWayIn(page, 'monitor', 'not these words')
  if (!staysOut) return ''
  await expect(page.locator('form button[type=submit]')).toHaveText(say('en', 'sign-in.action'))
  return page.getByRole('alert').innerText()
}

/** Seconds that the page asks to wait, as a try is not looked at. */
async function waitSaid(page: Page): Promise<number> {
  const seconds = /Wait (\d+) second/.exec(await tryWrong(page))?.[1]
  expect(seconds, 'the page says how long to wait').toBeDefined()
  return Number(seconds)
}

/** The longest wait passes. */
async function later(page: Page): Promise<void> {
  const minutesLater = await page.evaluate(() => Date.now() + 6 * 60_000)
  await page.context().clock.setFixedTime(minutesLater)
}

/** On another device the author finds the work, and sends it in. */
async function takeIn(): Promise<void> {
  const page = await openPhone('monitor')
  await untilKept(page)
  await page.goto(`${host.origin}/unsent`)
  await page.getByRole('button', { name: say('en', 'unsent.elsewhere-send') }).click()
  const visitor = await visitorOn(page, 'monitor', host.origin)
  await expect.poll(() => roundsAtHost(visitor, prison, monitor.id), { timeout: 30_000 }).toBe(before + 1)
  await expect(page.getByRole('heading', { name: say('en', 'unsent.elsewhere') })).toHaveCount(0)
}
