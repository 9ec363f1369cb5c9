// A mother complains of the supervisor who works on her child's case. The one who takes it down reaches the form in two taps on a phone;
// the supervisor and the prison learn nothing of it, byte for byte; the worker does, and a complaint of nobody is answered.
import { registerFamily, type Family } from './family.ts'
import { fill, record, say } from './form.ts'
import { ask } from './hand-in.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { recordWire, type Wire } from './wire.ts'

const words = 'Trandivoq complaint បណ្តឹងក្រឡាស្វាយ'
const otherWords = 'Nobody is heard here.'
const names = {
  mother: { km: 'ហ៊ុន ចន្ទ្រា', latin: 'Hun Chantrea' },
  child: { km: 'ហ៊ុន វិជ្ជា', latin: 'Hun Vichea' },
}
/** The officer is not given the list of complaints: asking for it is refused. */
const refusedOnPurpose = /\b(403|404)\b/
const phonePx = 360

async function openAll({ page }: Visitor, { child, mother, facility }: Family): Promise<void> {
  for (const path of ['/', `/children/${child}`, `/carers/${mother}`, `/facilities/${facility}`]) await goTo(page, path)
  await page.evaluate(
    async (addresses) => {
      for (const address of addresses) await (await fetch(address)).text()
    },
    [`/v1/children/${child}/chronicle`, '/v1/complaints', '/v1/feed?limit=5000', '/v1/today?limit=500', '/v1/refusals'],
  )
}

async function opened(visitor: Visitor, family: Family): Promise<Wire> {
  const wire = await recordWire(visitor.page)
  await openAll(visitor, family)
  return wire
}

async function complaintAbout(visitor: Visitor, child: string): Promise<{ id: string }> {
  const { entries } = await ask<{ entries: { id: string; subject: string }[] }>(visitor, '/v1/complaints')
  const made = entries.find(({ subject }) => subject === child)
  if (made === undefined) throw new Error('the complaint is not listed')
  return made
}

test('a complaint reaches those who work on the case, and never those complained of', async ({ open }) => {
  const officer = await open('officer', { expected: refusedOnPurpose, isOwn: true })
  const [supervisor, worker] = [await open('supervisor', { isOwn: true }), await open('worker', { isOwn: true })]
  const family = await registerFamily(officer, supervisor, names)
  const { child } = family

  const taker = await open('monitor', { language: 'km', widthPx: phonePx })
  const { page } = taker
  await goTo(page, `/children/${child}`)
  await page.locator('.record-menu summary').click()
  await page
    .getByRole('link', { name: say('km', 'action.complaint'), exact: true })
    .first()
    .click()
  await expect(page.getByText(say('km', 'form.complaint.first-words'), { exact: true })).toBeVisible()
  await fill(page, 'km', {
    complainant: { choose: 'mother' },
    words: { text: words },
    about: { tick: 'option.about.person' },
  })
  await page.getByLabel(supervisor.session.account.displayName).check()
  await record(page)
  await expect(page.locator('#complaints')).toContainText(say('km', 'option.about.person'))

  const { id } = await complaintAbout(worker, child)
  const [byWorker, bySupervisor, byOfficer] = [
    await opened(worker, family),
    await opened(supervisor, family),
    await opened(officer, family),
  ]
  expect(byWorker.found([words]).length, 'the worker reads it').toBeGreaterThan(1)
  expect(bySupervisor.found([words, id])).toEqual([])
  expect(byOfficer.found([words, id, 'assess.complaint'])).toEqual([])
  await expect(officer.page.getByRole('link', { name: say('en', 'nav.complaints') })).toHaveCount(0)
})

test('a complaint is answered by voice, with the way to a court', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor', { widthPx: phonePx })]
  const { child } = await registerFamily(officer, supervisor, names)
  const taker = await open('monitor')
  await goTo(taker.page, `/children/${child}/record/complaint`)
  const nameless = {
    complainant: { choose: 'anonymous' },
    words: { text: otherWords },
    about: { tick: 'option.about.treatment' },
  }
  await fill(taker.page, 'en', nameless)
  await record(taker.page)

  const { page } = supervisor
  await goTo(page, '/complaints')
  const { entries } = await ask<{ entries: { id: string; subject: string }[] }>(supervisor, '/v1/complaints')
  const made = entries.find(({ subject }) => subject === child)
  await page
    .locator(`a[href*="complaint=${made?.id ?? 'none'}"]`)
    .first()
    .click()
  await expect(page.getByText(otherWords)).toBeVisible()
  await fill(page, 'en', {
    outcome: { choose: 'upheld' },
    answer: { text: 'It is so. It stops today.' },
    answeredBy: { text: 'Director of the province' },
    toldHow: { choose: 'read-out-to-all' },
    isCourtRouteTold: { choose: 'yes' },
    courtRoute: { text: 'You can go to the court of the province; the office writes it with you.' },
  })
  await record(page)
  await expect(page.locator('#complaints')).toContainText(say('en', 'option.outcome.upheld'))
})
