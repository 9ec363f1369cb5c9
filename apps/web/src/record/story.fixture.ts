// A small story for the tests of the forms: a pregnant mother in custody with a child of two, and an aunt outside. Invented.
import { uuidSchema, type Recorded } from '@komar/domain/chronicle/entry'
import { instantSchema } from '@komar/domain/time/instant'
import { carerFile } from '@komar/domain/insight/carer-file'
import { childFile } from '@komar/domain/insight/child-file'
import { plainDate } from '@komar/domain/time/plain-date'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { newEntry, newUuid, type Author, type EntryDraft } from '../store/new-entry.ts'
import type { FormSubject, RecordContext } from './context.ts'

const id = (last: number) => uuidSchema.parse(`01940000-0000-7000-8000-${String(last).padStart(12, '0')}`)

export const facility = id(1)
export const story = { child: id(2), carer: id(3), kin: id(4), otherFacility: id(5), pregnancy: id(6) }

const agency = {
  id: id(7),
  code: 'welfare',
  nameEn: 'Child welfare office',
  nameKm: 'ការិយាល័យ',
  kind: 'child-welfare',
  isState: true,
} as const

const session: RecordContext['session'] = {
  account: { id: id(8), user: 'supervisor', displayName: 'Supervisor' },
  agency,
  roles: ['supervisor'],
  language: 'en',
  mustChangePassword: false,
  mustAddSecondFactor: false,
  hasPasskey: false,
  sealing: null,
  byProvider: null,
  mayRead: ['identity', 'custody', 'care', 'health', 'conditions', 'notes'],
  mayWrite: ['identity', 'care', 'notes'],
  device: id(9),
  expiresAt: '2014-03-02T00:00:00Z',
  host: {
    handInKey: 'age1synthetic',
    devicePolicy: { lockAfterMinutes: 5, wipeAfterWrongPassphrases: null },
    stamp: 'demonstration',
    epoch: id(10),
    country: 'kh',
    timeZone: 'Asia/Phnom_Penh',
    now: '2014-03-01T03:00:00Z',
    today: '2014-03-01',
  },
}

export const author: Author = session

const names = { km: 'ស្រី', latin: 'Srey' }
const seen = { basis: 'seen', occurred: '2013-01-10' } as const
const drafts: EntryDraft[] = [
  { ...seen, kind: 'register.carer-registered', subject: story.carer, body: { names, sex: 'female' } },
  {
    ...seen,
    kind: 'register.custody-began',
    subject: story.carer,
    body: { place: 'facility', facility, cause: 'arrest', legalStatus: 'pre-trial', charge: 'theft' },
  },
  { ...seen, id: story.pregnancy, kind: 'register.pregnancy-recorded', subject: story.carer, body: { due: '2014-06' } },
  {
    ...seen,
    kind: 'register.child-registered',
    subject: story.child,
    body: { names, sex: 'female', code: '13-ABCDEF' },
  },
  { ...seen, kind: 'register.birth-stated', subject: story.child, body: { born: '2012-05' } },
  {
    ...seen,
    kind: 'register.relation-stated',
    subject: story.child,
    also: [story.carer],
    body: { carer: story.carer, relation: 'mother' },
  },
  { ...seen, kind: 'register.residence-began', subject: story.child, body: { facility, carer: story.carer } },
  {
    ...seen,
    kind: 'register.kin-registered',
    subject: story.kin,
    also: [story.child],
    body: { names: { latin: 'Aunt' }, relation: 'aunt' },
  },
]

export const recorded: readonly Recorded[] = drafts.map((draft, index) => ({
  ...newEntry(draft, author, new Date('2013-01-10T04:00:00Z')),
  seq: index + 1,
  received: instantSchema.parse('2013-01-10T04:00:01.000Z'),
}))

const pack = cambodia()

function naming(subject: string): readonly Recorded[] {
  return recorded.filter((entry) => entry.subject === subject || entry.also.some((other) => other === subject))
}

/** What a form of this subject would know in the story. Words come out as their ids. */
export function contextOf(type: FormSubject): RecordContext {
  const subject = { child: story.child, carer: story.carer, facility, none: '' }[type]
  return {
    speech: { language: 'en', digits: 'latin', text: (words) => words },
    session,
    today: plainDate('2014-03-01'),
    subject: { type, id: subject },
    query: {},
    facilities: [],
    agencies: [agency],
    carers: [],
    pack,
    entries: naming(subject),
    authors: [],
    child: type === 'child' ? childFile(story.child, naming(story.child), pack) : null,
    carer: type === 'child' || type === 'carer' ? carerFile(story.carer, naming(story.carer)) : null,
    children: [],
    carerEntries: type === 'child' ? naming(story.carer) : [],
    newId: newUuid,
  }
}
