// A birth date that is changed near the limit could hasten a removal or hide a breach. It is questioned: both dates stand. A date without
// a paper settles nothing; the agency that said both dates does not settle it alone; a document and a second agency do.
// The child is one of the demonstration's: a change is what is said on a later day than the first.
import type { Page } from '@playwright/test'
import { dayAfter } from './days.ts'
import { fill, press, record, say } from './form.ts'
import { ask } from './hand-in.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { picture } from './story-picture.ts'

test.describe.configure({ mode: 'serial' })

type Row = { id: string; born: string[]; pastFrom: { latest: string } | null; state: string }

const limitYears = 3
const story = { child: '', told: '', onPaper: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const question = say('en', 'deadline.law.birth-date-change-unconfirmed')

/** Children near the limit of whom one birth date is stated. */
async function nearLimit(visitor: Visitor): Promise<Row[]> {
  type Found = { children: Row[] }
  const { children } = await ask<Found>(visitor, '/v1/children/search', { state: 'approaching', limit: 200 })
  return children.filter(({ born }) => born.length === 1)
}

/** Whether its birth date was stated before today: what came in on the first day is the first picture, and no change. */
async function isKnownLonger(visitor: Visitor, { id }: Row): Promise<boolean> {
  type Chronicle = { entries: { kind: string; received: string }[] }
  const { entries } = await ask<Chronicle>(visitor, `/v1/children/${id}/chronicle`)
  const { today } = visitor.session.host
  return entries.some(({ kind, received }) => kind === 'register.birth-stated' && received < dayAfter(today, -1))
}

/** The first child near the limit whom both know, and know longer. */
async function findChild(worker: Visitor, other: Visitor): Promise<{ id: string; latest: string }> {
  const reached = new Set((await nearLimit(other)).map(({ id }) => id))
  for (const row of await nearLimit(worker)) {
    if (row.pastFrom === null || !reached.has(row.id) || !(await isKnownLonger(worker, row))) continue
    return { id: row.id, latest: row.pastFrom.latest }
  }
  throw new Error('no child near the limit')
}

/** Chooses one of the stated dates, by its words, and says which paper was seen. */
async function settle(page: Page, claim: string): Promise<void> {
  await goTo(page, child('birth-settled'))
  await page.getByLabel(claim).check()
  await fill(page, 'en', { documentSeen: { text: 'Birth paper of the commune' } })
}

function inWords(day: string): string {
  const words = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return words.format(new Date(day))
}

test('another date near the limit is recorded, and questioned', async ({ open }) => {
  const [worker, other] = [await open('worker'), await open('ngo-supervisor')]
  const found = await findChild(worker, other)
  const { page } = worker
  const born = `${Number(found.latest.slice(0, 4)) - limitYears}${found.latest.slice(4)}`
  Object.assign(story, { child: found.id, told: dayAfter(born, 150), onPaper: dayAfter(born, 60) })
  await goTo(page, child('birth-date'))
  await fill(page, 'en', { born: { date: story.told }, basis: { choose: 'told' } })
  await expect(page.getByText(say('en', 'form.changes.waits'))).toBeVisible()
  await record(page)
  await expect(page.getByText(question).first()).toBeVisible()
  await expect(page.locator('main header')).toContainText(inWords(story.told))
})

test('what was only told settles nothing, and one agency does not settle its own two dates', async ({ open }) => {
  const [worker, supervisor] = [await open('worker'), await open('supervisor')]
  const { page } = supervisor
  await settle(page, inWords(story.told))
  await press(page)
  expect((await refusal(page)).sentences).toContain(say('en', 'gate.birth.claim-on-document'))

  await goTo(worker.page, child('birth-date'))
  await fill(worker.page, 'en', {
    born: { date: story.onPaper },
    basis: { choose: 'document' },
    document: { text: 'Birth paper of the commune' },
  })
  await record(worker.page)
  await expect(worker.page.getByText(question).first()).toBeVisible()

  await settle(page, inWords(story.onPaper))
  await press(page)
  expect((await refusal(page)).sentences).toEqual([say('en', 'gate.birth.two-agencies')])
  await picture(page, 'birth-questioned-en-1280')
})

test('a second agency that saw the paper settles it', async ({ open }) => {
  const { page } = await open('ngo-supervisor')
  await settle(page, inWords(story.onPaper))
  await record(page)
  await expect(page.getByText(question)).toHaveCount(0)
  await expect(page.locator('main header')).toContainText(inWords(story.onPaper))
})
