// A picture of a story's most telling page for the guides, from the journey that tells it: with KOMAR_PICTURES=docs/pictures set.
// Other pictures come from pictures.ts. Each is looked at by a person before it is committed.
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'

/** Takes the picture from the top of the page, or with this part in the middle; without KOMAR_PICTURES does nothing. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  const folder = process.env['KOMAR_PICTURES']
  if (folder === undefined) return
  if (part === undefined) await page.evaluate(() => scrollTo(0, 0))
  else await part.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
