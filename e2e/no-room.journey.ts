// A phone that is full while something is recorded: nothing that stood is lost and nothing is kept by halves, the page says what to do in
// plain words, and it goes on when there is room.
import { facilityId } from './family.ts'
import { fill, press, say, untilSaved } from './form.ts'
import { ask } from './hand-in.ts'
import type { Browser, BrowserContext } from '@playwright/test'
import { roundsAtHost, visitorOn } from './on-device.ts'
import { expect, goTo, password, settled, test, type Login } from './sign-in.ts'
import { signInOn, speakIn } from './way-in.ts'
import { womanAnswers } from './woman.ts'

const smallBytes = 20_000_000
const opened: BrowserContext[] = []

test.afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** Somebody at work in a browser with little room, so that it can be filled. */
async function openSmall(browser: Browser, origin: string, login: Login) {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  opened.push(context)
  await speakIn(context, 'en')
  const behind = await context.newPage()
  // Lasts as long as this page. The browser reckons with the room that it last heard of for half a minute: it must hear of little at once.
  const storage = await context.newCDPSession(behind)
  await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: smallBytes })
  await behind.goto(origin)
  await signInOn(behind, login, password)
  const page = await context.newPage()
  await page.goto(origin)
  const setFull = async (isFull: boolean): Promise<void> => {
    await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: isFull ? 1 : 10 * smallBytes })
    // More than it believes to have makes it look again.
    if (isFull) expect(await page.evaluate(askForRoom, smallBytes)).toBe('QuotaExceededError')
  }
  return { ...(await visitorOn(page, login, origin)), setFull }
}

/** Tries to write so many bytes; answers why it failed. */
async function askForRoom(bytes: number): Promise<string> {
  const opening = indexedDB.open('asks-for-room', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'))
  return new Promise((resolve) => {
    opening.addEventListener('error', () => resolve(opening.error?.name ?? ''))
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction('rows', 'readwrite')
      transaction.objectStore('rows').put(new Uint8Array(bytes + 1), 'row')
      transaction.addEventListener('abort', () => resolve(transaction.error?.name ?? ''))
      transaction.addEventListener('complete', () => resolve('there was room'))
    })
  })
}

test('a form on a full phone stays as it is, and is recorded once when there is room', async ({
  browser,
  hostOrigin,
}) => {
  const officer = await openSmall(browser, hostOrigin, 'officer')
  const { page, setFull } = officer
  const latin = `Room ${Date.now()}`
  await goTo(page, `${hostOrigin}/record/register-carer`)
  await fill(page, 'en', womanAnswers(await facilityId(officer, 'CC2'), { km: 'គង់ សុវណ្ណ', latin }))
  await setFull(true)
  await press(page)
  await expect(page.getByText(say('en', 'form.no-room'))).toBeVisible()
  await expect(page.getByText(say('en', 'form.no-room-next'))).toBeVisible()
  await expect(page.locator('#field-latin')).toHaveValue(latin)
  await setFull(false)
  await press(page)
  await expect(page).not.toHaveURL(/register-carer/, { timeout: 20_000 })
  const found = await ask<{ carers: unknown[] }>(officer, '/v1/carers/search', { text: latin })
  expect(found.carers).toHaveLength(1)
})

test('a round on a full phone stays as it is, and is recorded once when there is room', async ({
  browser,
  hostOrigin,
}) => {
  const monitor = await openSmall(browser, hostOrigin, 'monitor')
  const { page, session, setFull } = monitor
  const prison = await facilityId(monitor, 'CC2')
  const before = await roundsAtHost(monitor, prison, session.account.id)
  await goTo(page, `${hostOrigin}/facilities/${prison}/visit`)
  await page.getByText(say('en', 'option.found.seen'), { exact: true }).first().click()
  await untilSaved(page)
  await setFull(true)
  await page.getByRole('button', { name: say('en', 'visit.record') }).click()
  await expect(page.getByText(say('en', 'form.no-room'))).toBeVisible()
  await expect(page.locator('.visit-bar')).toContainText('1 thing not recorded yet')
  await setFull(false)
  await page.getByRole('button', { name: say('en', 'visit.record') }).click()
  await expect(page.getByText(say('en', 'visit.done'), { exact: true })).toBeVisible()
  await expect.poll(() => roundsAtHost(monitor, prison, session.account.id)).toBe(before + 1)
  await page.reload()
  await settled(page)
  await expect(page.locator('.visit-bar')).toContainText('Nothing but the round itself to record')
})
