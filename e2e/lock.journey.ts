// Locking: by the button, by Escape three times, by itself. Nothing of whom somebody worked with stays on the page, in its title or its
// address, and the addresses of the interface give nothing away until somebody unlocks.
import type { Page } from '@playwright/test'
import { registerFamily, type Family } from './family.ts'
import { lockBy, pressLock, untilKept } from './on-device.ts'
import { expect, goTo, password, test, type Visitor } from './sign-in.ts'
import { signInOn } from './way-in.ts'

const names = {
  mother: { km: 'ឡុង សុខណា', latin: 'Long Sokna' },
  child: { km: 'ឡុង មុន្នី', latin: 'Long Monny' },
}
const refusedOnPurpose = /\b(401|423)\b/

const gestures: Record<string, (page: Page) => Promise<void>> = {
  'the button': (page) => pressLock(page, 'en'),
  'Escape, three times': async (page) => {
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
  },
  'nobody touching it': async (page) => {
    const laterMs = await page.evaluate(() => Date.now() + 6 * 60_000)
    await page.context().clock.setSystemTime(laterMs)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
  },
}

async function expectNothingOf({ child }: Family, { page, context, session, origin }: Visitor): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/')
  const left = `${await page.title()} ${await page.content()}`
  const words = [...Object.values(names.child), ...Object.values(names.mother), session.account.displayName, child]
  expect(words.filter((word) => left.includes(word))).toEqual([])
  const address = await context.newPage()
  const refused = await address.goto(`${origin}/v1/children/${child}`)
  expect(refused?.status()).toBe(423)
  const shown = await address.content()
  expect(words.filter((word) => shown.includes(word))).toEqual([])
  await address.close()
}

test('locked in any of three ways, it shows nothing of anybody, and opens again', async ({ open }) => {
  const family = await registerFamily(await open('officer'), await open('supervisor'), names)
  const visitor = await open('supervisor', { isKept: true, expected: refusedOnPurpose })
  const { page } = visitor
  await goTo(page, '/')
  await untilKept(page)
  for (const [way, gesture] of Object.entries(gestures)) {
    await test.step(way, async () => {
      await goTo(page, `/children/${family.child}`)
      await expect(page.locator('h1')).toContainText(names.child.latin)
      await lockBy(page, () => gesture(page))
      await expectNothingOf(family, visitor)
      await signInOn(page, 'supervisor', password)
    })
  }
})
