// A person's own browser, with a profile of its own on the disk, at a host that comes and goes.
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { say } from './form.ts'
import { ask } from './hand-in.ts'
import type { HostProcess } from './host-process.ts'
import { password, type Language, type Login, type Session, type Visitor } from './sign-in.ts'
import { signInOn } from './way-in.ts'

/** Opens Komar on a new page and signs in, or unlocks, by the form; the files of the app and what the person may see need not be here yet. */
export async function enter(context: BrowserContext, origin: string, login: Login): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin)
  await signInOn(page, login, password)
  return page
}

/** The service worker serves this page, and every file of the app is on the device. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
}

const longestDownloadMs = 60_000

/** All that this person's device is to keep has come. */
export async function untilDownloaded(page: Page, origin: string, language: Language): Promise<void> {
  await page.goto(`${origin}/prepare`)
  await expect(page.getByText(say(language, 'prepare.whole'))).toBeVisible({ timeout: longestDownloadMs })
}

/** Something of the app itself stands on the page: not an empty page, not the browser's word that there is no network. */
export async function expectStarted(page: Page): Promise<void> {
  await expect(page.locator('#root main').first()).toBeVisible()
}

/** Locks by what is done; the page is loaded anew a moment later, so that nothing stays in its memory. */
export async function lockBy(page: Page, gesture: () => Promise<void>): Promise<void> {
  const loadedAnew = page.waitForEvent('load')
  await gesture()
  await loadedAnew
  await expect(page.locator('#password')).toBeVisible()
}

/** Presses the button at the top that locks. */
export function pressLock(page: Page, language: Language): Promise<void> {
  return page
    .locator('.frame-bar')
    .getByRole('button', { name: say(language, 'shell.lock') })
    .click()
}

/** Locks by the button at the top. */
export function lock(page: Page, language: Language): Promise<void> {
  return lockBy(page, () => pressLock(page, language))
}

/** The host answers again, and the browser notices, as it does when a network is back. */
export async function comeBack(host: HostProcess, page: Page): Promise<void> {
  await host.start()
  await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
}

/** Who is signed in on a page, for calls to the API by their session. */
export async function visitorOn(page: Page, login: Login, origin: string): Promise<Visitor> {
  const context = page.context()
  const answer = await context.request.get(`${origin}/v1/session`)
  expect(answer.ok(), `${login} is signed in`).toBe(true)
  const session: Session = await answer.json()
  return { page, context, session, login, origin }
}

/** The shortest thing that a monitor can write: a round on which nothing was asked. One entry. */
export async function recordRound(page: Page, origin: string, prison: string): Promise<void> {
  await page.goto(`${origin}/facilities/${prison}/visit`)
  await page.getByRole('button', { name: say('en', 'visit.record') }).click()
  await expect(page.getByText(say('en', 'visit.done'), { exact: true })).toBeVisible()
}

/** The rounds of a prison that this account made, as the host has them. */
export async function roundsAtHost(visitor: Visitor, prison: string, author: string): Promise<number> {
  const address = `/v1/facilities/${prison}/chronicle`
  const { entries } = await ask<{ entries: { kind: string; author: string }[] }>(visitor, address)
  return entries.filter((entry) => entry.kind === 'conditions.round-made' && entry.author === author).length
}

/** So many sealed boxes stand on the device for the host, in any person's store: counted as whoever holds the phone can count them. */
export async function untilBoxed(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(countBoxes), { message: 'sealed boxes on the device' }).toBe(count)
}

async function countBoxes(): Promise<number> {
  let count = 0
  for (const { name = '' } of await indexedDB.databases()) {
    const opening = indexedDB.open(name)
    const found = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(new Error(`${name} does not open`)))
    })
    if (found.objectStoreNames.contains('boxes')) {
      const counting = found.transaction('boxes').objectStore('boxes').count()
      count += await new Promise<number>((resolve) =>
        counting.addEventListener('success', () => resolve(counting.result)),
      )
    }
    found.close()
  }
  return count
}
