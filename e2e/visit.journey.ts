// A monitor's round on a small phone: what is typed survives a reload, one press records it, the page says what follows today, and the
// prison reads who was looked for and nothing of what was said.
import { facilityId } from './family.ts'
import { untilSaved } from './form.ts'
import { ask } from './hand-in.ts'
import { expect, goTo, settled, test } from './sign-in.ts'

type Children = { children: { id: string; code: string }[] }
type Chronicle = { entries: { kind: string; body: Record<string, unknown> }[] }

test('a round is kept as it is typed, recorded with one press, and says what follows', async ({ open }) => {
  const [monitor, officer] = [await open('monitor', { widthPx: 360 }), await open('officer')]
  const { page } = monitor
  const prison = await facilityId(monitor, 'CC2')
  await goTo(page, `/facilities/${prison}`)
  await page.getByRole('link', { name: 'Begin a round or visit' }).click()
  await settled(page)

  const children = page.locator('.visit-child')
  await expect(children.first()).toBeVisible()
  const listed = await children.count()
  const first = children.first()
  const code = /K-\d{4}/.exec(await first.innerText())?.[0] ?? ''
  await first.getByText('Said to be here', { exact: true }).click()
  await first.locator('summary').click()
  await first.locator('[id^="frightened-"]').getByText('yes', { exact: true }).click()
  await first.locator('textarea').fill('She is shouted at in the night')
  await expect(first.locator('.visit-next')).toContainText('Somebody acts today')
  await expect(page.locator('.visit-bar')).toContainText('2 things not recorded yet')
  await untilSaved(page)

  await page.reload()
  await settled(page)
  await expect(page.locator('.visit-bar')).toContainText('2 things not recorded yet')
  await page.getByRole('button', { name: /^I saw all/ }).click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Record the round' }).click()
  await expect(page.getByText('The round is recorded')).toBeVisible()
  await expect(page.locator('main')).toContainText('Take a complaint')

  const [child] = (await ask<Children>(monitor, '/v1/children/search', { text: code, where: 'inside' })).children
  const chronicle = `/v1/children/${child?.id}/chronicle`
  const kindsOf = async (who: typeof monitor) => (await ask<Chronicle>(who, chronicle)).entries.map(({ kind }) => kind)
  await expect.poll(() => kindsOf(monitor)).toContain('assess.round-answered')
  const officers = await kindsOf(officer)
  expect(officers).toContain('register.child-looked-for')
  expect(officers).not.toContain('assess.round-answered')

  const { entries } = await ask<Chronicle>(officer, `/v1/facilities/${prison}/chronicle`)
  // Another journey may have made a round of the same prison on the same day.
  const rounds = entries.filter(({ kind }) => kind === 'conditions.round-made').map(({ body }) => body)
  expect(rounds).toContainEqual(
    expect.objectContaining({ roundWay: 'quick', here: listed, gone: 0, notSeen: 0 }) as unknown,
  )
  expect(JSON.stringify(entries)).not.toContain('shouted at')
})
