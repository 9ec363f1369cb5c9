// A phone that is full while something is recorded: nothing that stood is lost and nothing is kept by halves, the page says what to do in
// plain words, and it goes on when there is room.
import { facilityId } from './family.ts'
import { fill, press, say } from './form.ts'
import { ask } from './hand-in.ts'
import { roundsAtHost } from './on-device.ts'
import { expect, goTo, settled, test, type Visitor } from './sign-in.ts'
import { womanAnswers } from './woman.ts'

/** Leaves no room for anything more, or as much as there was; answers how to change it. */
async function roomOf({ page, context, origin }: Visitor): Promise<(isFull: boolean) => Promise<void>> {
  const session = await context.newCDPSession(page)
  return async (isFull) => {
    await session.send('Storage.overrideQuotaForOrigin', { origin, ...(isFull && { quotaSize: 1 }) })
  }
}

test('a form on a full phone stays as it is, and is recorded once when there is room', async ({ open }) => {
  const officer = await open('officer')
  const { page } = officer
  const latin = `Room ${Date.now()}`
  const setFull = await roomOf(officer)
  await goTo(page, '/record/register-carer')
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

test('a round on a full phone stays as it is, and is recorded once when there is room', async ({ open }) => {
  const monitor = await open('monitor')
  const { page, session } = monitor
  const prison = await facilityId(monitor, 'CC2')
  const before = await roundsAtHost(monitor, prison, session.account.id)
  const setFull = await roomOf(monitor)
  await goTo(page, `/facilities/${prison}/visit`)
  await page.getByText(say('en', 'option.found.seen'), { exact: true }).first().click()
  await expect(page.locator('.visit-bar')).toContainText('Saved on this device')
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
