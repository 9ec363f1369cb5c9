// Nothing that was written is lost or sent twice, whatever the network does; and what others record appears on open pages by itself.
import { registerFamily } from './family.ts'
import { fill, press, untilSaved } from './form.ts'
import { ask, handIn } from './hand-in.ts'
import { expect, goTo, settled, test, type Visitor } from './sign-in.ts'

const names = {
  mother: { km: 'ពៅ ស្រីមុំ', latin: 'Pov Sreymom' },
  child: { km: 'ពៅ វិសាល', latin: 'Pov Visal' },
}
const lostNetwork = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET/

type Chronicle = { entries: { id: string; kind: string; body: { words?: string } }[] }

async function viewsOf(visitor: Visitor, child: string, words: string): Promise<number> {
  const { entries } = await ask<Chronicle>(visitor, `/v1/children/${child}/chronicle`)
  return entries.filter(({ body }) => body.words === words).length
}

function view(words: string) {
  return {
    whose: { choose: 'mother' },
    about: { choose: 'stay' },
    stance: { choose: 'undecided' },
    freely: { choose: 'yes' },
    words: { text: words },
    basis: { choose: 'told' },
  } as const
}

test('what is saved without a network waits, survives a reload, and is sent once', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const { child } = await registerFamily(officer, supervisor, names)
  const worker = await open('worker', { expected: lostNetwork, isKept: true })
  const { page, context } = worker
  const words = `written without a network ${Date.now()}`
  await goTo(page, `/children/${child}/record/view`)
  await fill(page, 'en', view(words))

  // Only handing in is cut, so that the page itself can be loaded again; for all pages, as one of them sends for all.
  let tries = 0
  await context.route('**/v1/entries', async (route) => {
    tries += 1
    await route.abort('internetdisconnected')
  })
  await press(page)
  await expect(page).toHaveURL(new RegExp(`/children/${child}$`), { timeout: 20_000 })
  await expect(page.locator('.frame-note')).toBeVisible()
  await page.reload()
  await settled(page)
  await goTo(page, '/unsent')
  await expect(page.locator('main li')).toHaveCount(1)
  await expect(page.locator('main li')).toContainText(/waiting|on its way/i)
  expect(tries).toBeGreaterThan(0)
  expect(await viewsOf(supervisor, child, words)).toBe(0)

  await context.unroute('**/v1/entries')
  for (const each of context.pages()) await each.evaluate(() => globalThis.dispatchEvent(new Event('online')))
  await expect.poll(() => viewsOf(supervisor, child, words)).toBe(1)
  await page.reload()
  await settled(page)
  await expect(page.locator('.frame-note')).toHaveCount(0)
  expect(await viewsOf(supervisor, child, words), 'exactly once').toBe(1)
})

test('an answer that was lost on its way does not make a second entry', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const { child } = await registerFamily(officer, supervisor, names)
  const { page, context } = await open('worker', { expected: lostNetwork, isOwn: true })
  const words = `sent, and the answer lost ${Date.now()}`
  await goTo(page, `/children/${child}/record/view`)
  await fill(page, 'en', view(words))
  let lost = 0
  await context.route('**/v1/entries', async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  await press(page)
  await expect(page).toHaveURL(new RegExp(`/children/${child}$`), { timeout: 20_000 })
  await expect(page.locator('.frame-note')).toHaveCount(0)
  expect(lost).toBe(1)
  expect(await viewsOf(supervisor, child, words)).toBe(1)
})

test('a form that is half filled in is found again after a reload', async ({ open }) => {
  const { page } = await open('officer', { language: 'km', isKept: true })
  await goTo(page, '/record/register-carer')
  await fill(page, 'km', { km: { text: 'ឈឹម រតនា' }, latin: { text: 'Chhim Ratana' }, pregnant: { choose: 'yes' } })
  await untilSaved(page)
  await page.reload()
  await settled(page)
  await expect(page.locator('#field-km')).toHaveValue('ឈឹម រតនា')
  await expect(page.locator('#field-latin')).toHaveValue('Chhim Ratana')
  await expect(page.locator('input[name="field-pregnant"][value=yes]')).toBeChecked()
})

test("another person's new entry appears on an open page without a reload", async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker')]
  const { child } = await registerFamily(officer, supervisor, names)
  const { page } = supervisor
  await goTo(page, `/children/${child}`)
  const words = 'Wants to stay with her mother'
  await expect(page.getByText(words)).toHaveCount(0)
  await handIn(worker, [
    {
      kind: 'assess.view-heard',
      subject: child,
      body: { whose: 'child', about: 'stay', stance: 'agrees', words },
    },
  ])
  await expect(page.getByText(words).first()).toBeVisible()
})
