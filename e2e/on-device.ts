// Pages of a browser with a profile of its own, at a host that comes and goes.
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { administrator } from './host-people.ts'
import { password } from './sign-in.ts'

/** Signs in by the API; the session's cookie is the browser's from then on. */
export async function signInto(context: BrowserContext, origin: string, user: string): Promise<void> {
  const secret = user === administrator.user ? administrator.password : password
  const answer = await context.request.post(`${origin}/v1/session`, {
    data: { user, password: secret },
    headers: { origin },
  })
  expect(answer.status(), `${user} signs in`).toBe(201)
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

/** Something of the app itself stands on the page: not an empty page, not the browser's word that there is no network. */
export async function expectStarted(page: Page): Promise<void> {
  await expect(page.locator('#root main').first()).toBeVisible()
}
