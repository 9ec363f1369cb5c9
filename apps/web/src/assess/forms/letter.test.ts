// Letters from their forms: one for each office, each body fits its kind, and an answer goes to the class of its letter.
import { kindNamed } from '@komar/domain/kinds'
import { careLetterSent, letterSent } from '@komar/domain/assess/letter-kinds'
import { childFile } from '@komar/domain/insight/child-file'
import { instantSchema } from '@komar/domain/time/instant'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { newEntry, type EntryDraft } from '../../store/new-entry.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { faultsOf } from '../../record/faults.ts'
import { author, contextOf, facility, recorded, story } from '../../record/story.fixture.ts'
import type { Values } from '../../record/values.ts'
import { sharingForms } from '../../sharing/forms/advice.ts'
import { careLetterForm, letterForm } from './letter.ts'
import { letterAnsweredForm, letterReceivedForm } from './letter-returns.ts'

function drafted(form: FormDefinition, given: Values, context: RecordContext): EntryDraft[] {
  const values = { ...form.initial?.(context), ...given }
  expect(faultsOf(form, values, context)).toEqual([])
  const drafts = form.build(values, context)
  for (const draft of drafts) {
    const body = kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body)
    expect(body?.error?.issues ?? []).toEqual([])
  }
  return drafts
}

/** The story's child, with these letters in its chronicle. */
function withLetters(drafts: readonly EntryDraft[]): RecordContext {
  const context = contextOf('child')
  const letters = drafts.map((draft, index) => ({
    ...newEntry(draft, author, new Date('2014-03-01T04:00:00Z')),
    seq: 100 + index,
    received: instantSchema.parse('2014-03-01T04:00:01.000Z'),
  }))
  const entries = [...recorded.filter((entry) => entry.subject === story.child), ...letters]
  return { ...context, entries, child: childFile(story.child, entries, context.pack) }
}

const child = contextOf('child')
const owed = { purpose: 'measures-owed', measures: ['2', '3'] }

describe('a letter', () => {
  it('goes to each office by itself, with its name in both languages', () => {
    const drafts = drafted(letterForm, { ...owed, addressees: ['ministry', 'prison-director'] }, child)
    expect(drafts.map(({ kind, body }) => [kind, body['addressee'], body['measures']])).toEqual([
      ['assess.letter-sent', 'prison-director', [2, 3]],
      ['assess.letter-sent', 'ministry', [2, 3]],
    ])
    expect(drafts[0]?.body['to']).toContain('Director of the prison')
    expect(drafts[0]?.body['to']).toContain('នាយក')
  })

  it('to another office names it', () => {
    const given = { purpose: 'transfer', aboutDay: '2014-02-20', addressees: ['other'] }
    const values = { ...letterForm.initial?.(child), ...given }
    expect(faultsOf(letterForm, values, child).map(({ path }) => path)).toEqual(['to'])
    expect(drafted(letterForm, { ...given, to: 'Governor' }, child)[0]?.body).toMatchObject({
      to: 'Governor',
      measures: [],
    })
  })

  it('is answered fifteen working days later, unless another day is chosen', () => {
    expect(letterForm.initial?.(child)['answerDue']).toBe('2014-03-21')
  })

  it('is a notice of the limit from the day on which it is passed, and not before', () => {
    const passed = plainDate('2015-05-31')
    expect(letterForm.initial?.({ ...child, today: addDays(passed, -1) })).toMatchObject({ purpose: 'measures-owed' })
    expect(letterForm.initial?.({ ...child, today: passed })).toMatchObject({
      purpose: 'past-limit',
      addressees: ['prison-director', 'ministry'],
    })
  })

  it('holds nothing that was typed for another purpose', () => {
    const given = { ...owed, purpose: 'past-limit', aboutDay: '2014-02-20', addressees: ['ministry'] }
    expect(drafted(letterForm, given, child)[0]?.body['measures']).toEqual([])
    const back = drafted(letterForm, { ...owed, aboutDay: '2014-02-20', addressees: ['court'] }, child)
    expect(back[0]?.body).not.toHaveProperty('aboutDay')
  })

  it('opens its sheet when it is one, and the child’s page when they are several', () => {
    const one = drafted(letterForm, { ...owed, addressees: ['court'] }, child)
    const two = drafted(letterForm, { ...owed, addressees: ['court', 'ministry'] }, child)
    expect(letterForm.after?.(one)).toBe(`/children/${story.child}/letter/${one[0]?.id}`)
    expect(letterForm.after?.(two)).toBeUndefined()
  })
})

describe('what came back', () => {
  const aboutCare = drafted(careLetterForm, { purpose: 'unregistered-home' }, child)
  const open = withLetters([...drafted(letterForm, { ...owed, addressees: ['court'] }, child), ...aboutCare])
  const idOf = (kind: string) => open.child?.letters.find(({ sent }) => sent.entry.kind === kind)?.id ?? ''

  it.each([
    [letterSent.name, 'assess.letter-acknowledged', 'assess.letter-answered'],
    [careLetterSent.name, 'assess.care-letter-acknowledged', 'assess.care-letter-answered'],
  ])('of %s is kept in its class', (sent, received, answered) => {
    const asked = { ...open, query: { letter: idOf(sent) } }
    const arrival = drafted(letterReceivedForm, { how: 'stamp', reference: '12/14' }, asked)
    const answer = drafted(letterAnsweredForm, { says: 'promised', promisedBy: '2014-04-01' }, asked)
    expect([...arrival, ...answer].map(({ kind }) => kind)).toEqual([received, answered])
    expect(answer[0]?.body).toMatchObject({ letter: idOf(sent), promisedBy: '2014-04-01' })
  })

  it('says a day only of a promise, and an office only of what was passed on', () => {
    const asked = { ...open, query: { letter: idOf(letterSent.name) } }
    const typed = { promisedBy: '2014-04-01', passedTo: 'Ministry' }
    expect(drafted(letterAnsweredForm, { says: 'refused', ...typed }, asked)[0]?.body).not.toHaveProperty('passedTo')
    expect(drafted(letterAnsweredForm, { says: 'passed-on', ...typed }, asked)[0]?.body).toMatchObject({
      passedTo: 'Ministry',
    })
  })
})

it('records a recommendation, its reply and what came of it', () => {
  const [given, answered, followed] = sharingForms
  if (given === undefined || answered === undefined || followed === undefined) throw new Error('three forms')
  const place = contextOf('facility')
  const basis = { basis: 'seen' }
  const [advice] = drafted(given, { ...basis, to: 'Director', advice: 'Open the yard.' }, place)
  expect(advice).toMatchObject({ subject: facility, body: { replyDue: '2014-03-21' } })
  const named = { ...basis, advice: story.kin }
  expect(drafted(answered, { ...named, reply: 'accepted', promisedBy: '2014-05-01' }, place)).toHaveLength(1)
  expect(drafted(followed, { ...named, outcome: 'in-part', words: 'On weekdays.' }, place)).toHaveLength(1)
})
