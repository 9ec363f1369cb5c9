// What a refusal names, piece by piece.
import type { Page } from '@playwright/test'
import { expect } from './sign-in.ts'

/** The pieces that a refusal names, and the addresses where they are mended, without the way back. */
export async function refusal(page: Page): Promise<{ sentences: string[]; links: string[] }> {
  const pieces = page.locator('main [role=alert] .gate-piece-missing')
  await expect(pieces.first()).toBeVisible({ timeout: 20_000 })
  const addresses = await pieces.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
  const links = addresses.map((address) => address.replace(/[?&]back=[^&]*/, ''))
  return { sentences: await pieces.locator('p').allInnerTexts(), links }
}
