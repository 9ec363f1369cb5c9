// A person's way into a browser: the form, since the password also opens what the device keeps for them.
import type { BrowserContext, Page } from '@playwright/test'
import type { Language } from './sign-in.ts'

/** Pages that are opened in this browser from now on begin in this language. */
export async function speakIn(context: BrowserContext, language: Language): Promise<void> {
  await context.addInitScript((chosen) => localStorage.setItem('komar.language', chosen), language)
}

/** Fills the form of signing in, on whatever page shows it, and presses its button; what comes then may be anything. */
export async function fillWayIn(page: Page, user: string, password: string): Promise<void> {
  await page.locator('#user').fill(user)
  await page.locator('#password').fill(password)
  await page.locator('form button[type=submit]').click()
}

/** Signs in by the form, on whatever page shows it, and waits until the frame stands. */
export async function signInOn(page: Page, user: string, password: string): Promise<void> {
  await fillWayIn(page, user, password)
  await page.locator('.frame-bar').waitFor()
}

/** An address of no page: what stands there, inside the app's frame, asks the host nothing, whatever changes there. */
export const quietPath = '/nowhere'

/** Goes to an address as the app's own links do. */
export async function followInside(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/**
 * Signs in on a page that stays open behind the others: each page opened or loaded again in this browser takes the key over from it, so
 * that a journey may go to an address as by a link. It is one that asks the host nothing at each change, as a list would.
 */
export async function signInBehind(context: BrowserContext, user: string, password: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('/')
  await page.locator('#user').waitFor()
  await page.evaluate(stretchLittle)
  await signInOn(page, user, password)
  await followInside(page, quietPath)
}

/**
 * As on the slowest device: half a second of the processor for each window would be a quarter of all journeys. Journeys of the store
 * itself sign in on profiles of their own (on-device.ts), with what the device measures.
 */
async function stretchLittle(): Promise<void> {
  const opening = indexedDB.open('komar')
  await new Promise((resolve, reject) => {
    opening.addEventListener('success', resolve)
    opening.addEventListener('error', reject)
  })
  const database = opening.result
  const transaction = database.transaction('settings', 'readwrite')
  const stretching = { salt: crypto.getRandomValues(new Uint8Array(16)), parameters: { memoryMiB: 8, passes: 2 } }
  transaction.objectStore('settings').put(stretching, 'stretching')
  await new Promise((resolve) => transaction.addEventListener('complete', resolve))
  database.close()
}
