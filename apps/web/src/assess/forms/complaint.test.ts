// The forms of complaints, held to the domain: bodies fit their kinds, no name is kept where none is wished, and who may not does not.
import { kindNamed } from '@komar/domain/kinds'
import { readsOf, roles, writesOf, type Role } from '@komar/domain/access/roles'
import { classesOf } from '@komar/domain/access/classes'
import { plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../../record/all-forms.ts'
import type { FormSubject, RecordContext } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { author, contextOf, story } from '../../record/story.fixture.ts'
import type { Values } from '../../record/values.ts'
import { actionsFor, carerActionsFor, facilityActionsFor } from '../../register/actions.ts'
import { navigationFor } from '../../shell/navigation.ts'
import { newEntry, type EntryDraft } from '../../store/new-entry.ts'
import { complaintGroups } from '../complaint-groups.ts'

function drafted(subject: FormSubject, name: string, given: Values, more: Partial<RecordContext> = {}): EntryDraft {
  const context = { ...contextOf(subject), ...more }
  const form = formNamed(subject, name)
  const values = { ...form?.initial?.(context), ...given }
  expect(form && faultsOf(form, values, context)).toEqual([])
  const [draft] = form?.build(values, context) ?? []
  if (draft === undefined) throw new Error(`no form ${name}`)
  expect(kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body).error?.issues ?? []).toEqual([])
  return draft
}

const told = { words: 'They shout at him.', about: ['treatment'] }
const colleague = { id: story.kin, displayName: 'Somebody', agency: author.agency.id }

describe('taking a complaint', () => {
  it('from the mother stands in her chronicle too, and names those complained of', () => {
    const given = { ...told, complainant: 'mother', againstAccounts: [story.kin], againstAgencies: [author.agency.id] }
    const draft = drafted('child', 'complaint', given, { authors: [colleague] })
    expect(draft).toMatchObject({ kind: 'assess.complaint-made', subject: story.child, also: [story.carer] })
    expect(kindNamed(draft.kind)?.withholds?.(newEntry(draft, author).body).from).toEqual([author.agency.id, story.kin])
  })

  it('without a name keeps none, whatever was typed before', () => {
    const typed = { complainant: 'anonymous', way: 'through-someone', through: 'A friend', toldBy: 'A friend' }
    const draft = drafted('child', 'complaint', { ...told, ...typed })
    expect(draft.also).toBeUndefined()
    expect(JSON.stringify(draft)).not.toContain('A friend')
  })

  it('about something owed says which measure; an appeal says so', () => {
    const about = ['measure-not-provided', 'decision']
    const draft = drafted('child', 'complaint', {
      ...told,
      complainant: 'father',
      about,
      measure: '4',
      isAppeal: 'yes',
    })
    expect(draft.body).toMatchObject({ measure: 4, isAppeal: true })
  })

  it('from a carer’s page is about her child, and from a prison’s about the prison', () => {
    const ofHers = drafted('carer', 'complaint', { ...told, child: story.child }, { children: [] })
    expect(ofHers).toMatchObject({ kind: 'assess.complaint-made', subject: story.child, also: [story.carer] })
    expect(ofHers.body['child']).toBeUndefined()
    const ofPlace = drafted('facility', 'complaint', { ...told, complainant: 'anonymous', about: ['food'] })
    expect(ofPlace.kind).toBe('assess.place-complaint-made')
  })
})

describe('answering', () => {
  const made = newEntry(drafted('child', 'complaint', { ...told, complainant: 'mother' }), author)
  const entries = [{ ...made, seq: 90 }]

  it('names the complaint, and a look after it does', () => {
    const given = { outcome: 'upheld', answer: 'Yes.', answeredBy: 'Director', toldHow: 'in-person' }
    const court = { isCourtRouteTold: 'yes', courtRoute: 'The court of the province.' }
    const context = { entries, child: null }
    expect(drafted('child', 'complaint-answer', { ...given, ...court }, context).body['complaint']).toBe(made.id)
    const look = drafted('child', 'reprisal-look', { basis: 'seen' }, context)
    expect(look.body).toMatchObject({ complaint: made.id, reprisals: [] })
  })

  it('comes first where it is most overdue', () => {
    const older = { ...made, id: story.pregnancy, occurred: made.occurred }
    const { pack } = contextOf('child')
    const { open, counts } = complaintGroups([...entries, { ...older, seq: 91 }], pack, plainDate('2014-04-01'))
    expect(open).toHaveLength(2)
    expect(counts).toEqual({ due: 2, answeredInTime: 0, answeredLate: 0, unanswered: 2 })
  })
})

describe('who may not', () => {
  const closed: readonly Role[] = ['prison-officer', 'carer', 'analyst', 'administrator']
  const writer = (role: Role) => ({ roles: [role], mayWrite: classesOf(writesOf([role])), host: { country: 'kh' } })
  const offered = (role: Role): string[] =>
    [...actionsFor(writer(role)), ...carerActionsFor(writer(role)), ...facilityActionsFor(writer(role))]
      .map(({ name }) => name)
      .filter((name) => name.startsWith('complaint') || name === 'reprisal-look')

  it.each(closed)('%s finds no form, no menu entry and no section', (role) => {
    expect(offered(role)).toEqual([])
    expect(navigationFor([role]).map(({ to }) => to)).not.toContain('/complaints')
    expect(classesOf(readsOf([role]))).not.toContain('safeguarding')
  })

  it.each(roles.filter((role) => !closed.includes(role)))('%s takes a complaint', (role) => {
    expect(offered(role)).toContain('complaint')
  })
})
