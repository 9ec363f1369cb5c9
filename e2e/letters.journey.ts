// Measures are owed: the supervisor writes to the prison's director, the office says that the letter arrived, and answers. What is printed
// tells nothing of the story, in either language. And a recommendation to a prison, its reply, and what came of it.
import type { Page } from '@playwright/test'
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, record, say, saying } from './form.ts'
import { ask, handIn, newId } from './hand-in.ts'
import { expect, goTo, settled, test, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story: Family = { mother: '', child: '', facility: '' }
const letter = { id: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const names = {
  mother: { km: 'កុយ ធីតា', latin: 'Koy Thida' },
  child: { km: 'កុយ មករា', latin: 'Koy Makara' },
}
const told = 'She wakes at night and cries for her brother.'
const alwaysOwed = [1, 2, 3, 4, 6, 8, 9, 16]
const decidedDays = 13
/** Its own words in each run, as the prison is the same. */
const advice = `Open the door of the women’s room eight hours a day, weekends too (${newId().slice(-6)}).`

/** A decision for the meantime, of two agencies, that leaves every measure owed. */
async function decideForNow(supervisor: Visitor): Promise<void> {
  const { session } = supervisor
  const { today } = session.host
  const { agencies } = await ask<{ agencies: { id: string; code: string }[] }>(supervisor, '/v1/agencies')
  const second = agencies.find(({ code }) => code === 'family-bridge')?.id
  const due = dayAfter(today, 3)
  const owed = { class: 'A', state: 'owed', dutyHolder: 'Director of the prison', due }
  const measures = alwaysOwed.map((measure) => ({ measure, ...owed }))
  const same = { type: 'interim', outcome: 'stay', from: today, until: dayAfter(today, decidedDays), measures }
  const member = { presence: 'in-person', part: 'votes', isAssessor: false, hasInterest: false, opinion: 'for' }
  const [decision] = await handIn(supervisor, [
    {
      kind: 'assess.decision-made',
      subject: story.child,
      body: {
        ...same,
        isRenewal: false,
        options: [],
        panel: [
          { ...member, name: session.account.displayName, agency: session.agency.id, isChair: true },
          { ...member, name: 'Supervisor, Family Bridge', agency: second, isChair: false },
        ],
        reasons: told,
      },
    },
  ])
  await handIn(supervisor, [{ kind: 'assess.decision-declared', subject: story.child, body: { decision, ...same } }])
}

test('a letter goes to the director, and what is printed tells nothing of the story', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  Object.assign(story, await registerFamily(officer, supervisor, names))
  await decideForNow(supervisor)
  const { page } = supervisor
  await goTo(page, child('letter'))
  await expect(page.getByLabel(say('en', 'option.addressee.prison-director'))).toBeChecked()
  await record(page)
  await expect(page).toHaveURL(/\/letter\//)
  letter.id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const sheets = page.locator('.letter-sheet')
  await expect(sheets).toHaveCount(2)
  for (const word of [told, names.mother.latin, names.mother.km, 'theft'])
    await expect(page.locator('main')).not.toContainText(word)
  await expect(sheets.first()).toContainText(`E-${story.child.slice(-6).toUpperCase()}`)
  for (const language of ['km', 'en', 'both']) await expectPdf(page, `/v1/letters/${letter.id}/pdf?lang=${language}`)
})

/** The page links to a PDF, and the host answers it. */
async function expectPdf(page: Page, address: string): Promise<void> {
  await expect(page.locator(`a[href="${address}"]`)).toBeVisible()
  const answer = await page.context().request.get(address)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await answer.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-')
}

test('the office says that it arrived, and promises', async ({ open }) => {
  const { page, session } = await open('supervisor')
  const { today } = session.host
  await goTo(page, '/letters')
  await expect(page.locator(`a[href*="${letter.id}"]`).first()).toBeVisible()
  await goTo(page, child(`letter-received?letter=${letter.id}`))
  await fill(page, 'en', { how: { choose: 'stamp' }, reference: { text: '214/14' } })
  await record(page)
  const line = page.locator('#letters .deadline-line')
  await expect(line).toContainText(say('en', 'letters.state.acknowledged'))

  await line.getByRole('link', { name: say('en', 'action.letter-answered') }).click()
  await settled(page)
  await fill(page, 'en', { says: { choose: 'promised' }, promisedBy: { date: dayAfter(today, 21) } })
  await record(page)
  await expect(line).toContainText(say('en', 'letters.state.answered'))
  await expect(line).toContainText(saying('en', 'letters.promised-by'))
})

test('a recommendation to a prison is replied to, and followed', async ({ open }) => {
  const { page } = await open('monitor')
  const prison = (form = ''): string => `/facilities/${story.facility}${form === '' ? '' : `/record/${form}`}`
  const seen = { basis: { choose: 'seen' } } as const
  await goTo(page, prison('advice'))
  await fill(page, 'en', { to: { text: 'Director of CC2' }, advice: { text: advice }, ...seen })
  await record(page)
  const row = page.getByRole('row').filter({ hasText: advice })
  await expect(row).toContainText(say('en', 'advice.state.waiting'))
  await row.getByRole('link', { name: say('en', 'action.advice-answered') }).click()
  await settled(page)
  await fill(page, 'en', {
    reply: { choose: 'accepted' },
    words: { text: 'From January.' },
    basis: { choose: 'document' },
  })
  await record(page)
  await expect(row).toContainText(say('en', 'advice.state.accepted'))
  await row.getByRole('link', { name: say('en', 'action.advice-followed') }).click()
  await settled(page)
  await fill(page, 'en', { outcome: { choose: 'done' }, ...seen })
  await record(page)
  await expect(row).toContainText(say('en', 'advice.state.done'))
  await expectPdf(page, `/v1/advice/pdf?lang=en&facility=${story.facility}`)
})
