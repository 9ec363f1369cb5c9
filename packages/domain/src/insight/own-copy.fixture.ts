// A made-up life for tests of the own copy: the story of example-entries.fixture.ts, gone on with, and secrets in it that must stay out.
import { complaintAnswered, complaintMade } from '../assess/complaint-kinds.ts'
import { drawingKept } from '../assess/drawing-kinds.ts'
import { letterAnswered, letterSent } from '../assess/letter-kinds.ts'
import * as assess from '../assess/kinds.ts'
import { storyShared } from '../care/after-kinds.ts'
import * as care from '../care/kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { agencies, entry, people, planned, story, testId } from '../example-entries.fixture.ts'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { siblingStated } from '../register/family-kinds.ts'
import { noteWritten, residenceEnded } from '../register/kinds.ts'
import { ownCopyAsked } from '../sharing/own-copy-kinds.ts'
import { plainDate } from '../time/plain-date.ts'
import { growthTables } from '../wellbeing/growth-tables.ts'
import { growthMeasured } from '../wellbeing/growth-kinds.ts'
import { exposureStated, illnessRecorded } from '../wellbeing/health-kinds.ts'
import { immunisationStated } from '../wellbeing/immunisation-kinds.ts'
import { instrumentAnswered } from '../wellbeing/instrument-kinds.ts'
import { diaryWritten, schoolStated } from '../wellbeing/life-kinds.ts'
import { harmSuspected } from '../wellbeing/safety-kinds.ts'
import type { CopyFacts } from './own-copy-facts.ts'

/** Each stands in a text that must not be told. */
export const secret = 'Zirkonium'

export const askedBody = {
  identityShownBy: ['paper-with-picture'],
  wasAskedAlone: true,
  freely: 'yes',
  company: 'declined',
} as const

const { child, mother, aunt, prison } = people

/** The life, by name. */
export function life(): Record<string, Recorded> {
  return { ...story(), plan: planned(), ...outside(), ...said(), ...secrets() }
}

function outside(): Record<string, Recorded> {
  return {
    left: entry(70, residenceEnded, child, '2013-10-15', { facility: prison, route: 'kin' }),
    placed: entry(71, care.placementBegan, child, '2013-10-15', {
      tier: 2,
      carer: aunt,
      isParentsOwnArrangement: false,
    }),
    met: entry(72, care.contactHeld, child, '2013-11-20', { way: 'visit', hasHappened: true }, { also: [mother] }),
    missed: entry(73, care.contactHeld, child, '2013-12-20', { way: 'visit', hasHappened: false, cause: 'money' }),
    seen: entry(74, care.followUpDone, child, '2013-10-17', {
      way: 'visit',
      isChildSeen: true,
      isChildAlone: true,
      isSleepingPlaceSeen: true,
      concern: 'none',
      words: secret,
    }),
    sister: entry(75, siblingStated, child, '2013-08-20', {
      names: { latin: 'Sok Chanthy', km: 'សុខ ចាន់ធី' },
      bond: 'full',
      isTwin: false,
      livesTogether: 'no',
    }),
    young: entry(76, growthMeasured, child, '2011-08-10', { weightKg: 7.1, heightCm: 66, words: secret }),
    older: entry(77, growthMeasured, child, '2013-02-10', { weightKg: 11.2, heightCm: 85 }),
    dose: entry(78, immunisationStated, child, '2011-02-11', { vaccine: 'bcg', dose: 1, vaccination: 'given' }),
    ill: entry(79, illnessRecorded, child, '2012-06', {
      illness: 'fever',
      dangerSigns: [],
      treatedWhere: 'hospital',
      words: secret,
    }),
    near: entry(80, exposureStated, child, '2012-07-01', {
      disease: 'tuberculosis',
      nearness: 'same-bed',
      exposedTo: 'mother',
    }),
    asked: entry(81, instrumentAnswered, child, '2019-03-01', {
      instrument: 'sdq',
      form: '4-17',
      informant: 'teacher',
      answeredBy: 'teacher',
      answers: Array.from({ length: 25 }, () => 1),
      isEnteredTwice: true,
      words: secret,
    }),
    school: entry(82, schoolStated, child, '2018-11-01', { isAtSchool: true, grade: 1, attendance: 'most-days' }),
  }
}

function said(): Record<string, Recorded> {
  return {
    own: entry(90, assess.viewHeard, child, '2018-05-01', {
      whose: 'child',
      about: 'general',
      stance: 'agrees',
      words: 'I like the house. Chanthy comes to see me.',
      mayBeShownTo: secret,
    }),
    version: entry(91, storyShared, child, '2027-01-10', {
      what: 'own-version',
      words: 'I was never a prisoner.',
      next: secret,
    }),
    letter: entry(92, letterSent, child, '2013-09-25', {
      to: 'Director, Test prison',
      addressee: 'prison-director',
      purpose: 'measures-owed',
      measures: [4],
      answerDue: '2013-10-16',
    }),
    answered: entry(93, letterAnswered, child, '2013-10-10', {
      letter: testId(1092),
      byOffice: secret,
      says: 'promised',
    }),
    complained: entry(94, complaintMade, child, '2013-07-01', {
      complainant: 'mother',
      way: 'voice',
      words: secret,
      about: ['measure-not-provided'],
      isAppeal: false,
    }),
    complaintAnswered: entry(95, complaintAnswered, child, '2013-07-10', {
      complaint: testId(1094),
      outcome: 'upheld',
      answer: 'The child gets its own food. Decided by Chan Dara.',
      answeredBy: 'Chan Dara',
      toldHow: 'in-person',
      isCourtRouteTold: true,
    }),
    copyAsked: entry(96, ownCopyAsked, child, '2030-01-05', askedBody, { author: people.supervisor }),
  }
}

function secrets(): Record<string, Recorded> {
  const complaint = { way: 'voice', words: secret, about: ['person'], isAppeal: false }
  return {
    note: entry(110, noteWritten, child, '2013-09-01', { note: secret }),
    mothersView: entry(111, assess.viewHeard, child, '2013-09-03', {
      whose: 'mother',
      about: 'stay',
      stance: 'disagrees',
      words: secret,
    }),
    named: entry(112, complaintMade, child, '2013-07-02', {
      ...complaint,
      complainant: 'child',
      againstAccounts: [people.officer],
    }),
    ofOthers: entry(113, complaintMade, child, '2013-07-03', { ...complaint, complainant: 'kin' }),
    harm: entry(114, harmSuspected, child, '2013-08-01', { seenOrSaid: secret }),
    diary: entry(115, diaryWritten, child, '2014-02-01', { tone: 'hard', tags: [], words: secret }),
    drawing: entry(116, drawingKept, child, '2018-02-01', {
      drawingType: 'drawing',
      permission: 'child',
      childsWords: secret,
      attachments: [{ id: testId(900), sha256: 'a'.repeat(64), bytes: 10, type: 'image/jpeg' }],
    }),
    section: entry(117, assess.careAnswered, child, '2013-09-02', {
      assessment: testId(41),
      type: 'entry',
      questionnaire: 'entry',
      questionnaireVersion: '1',
      section: 'last-words',
      answers: [{ item: 'E1', value: secret }],
    }),
  }
}

/** The facts of a copy of these entries. */
export function factsOf(entries: readonly Recorded[], more: Partial<CopyFacts> = {}): CopyFacts {
  return {
    child,
    entries,
    carers: new Map([[mother, { latin: 'Sok Bopha', km: 'សុខ បុប្ផា' }]]),
    facilities: new Map([[prison, { en: 'Test prison', km: 'ពន្ធនាគារសាកល្បង' }]]),
    agencies: new Map([
      [agencies.welfare.id, { en: 'Office of social affairs', km: 'មន្ទីរសង្គមកិច្ច' }],
      [agencies.prisons.id, { en: 'Prisons department', km: 'នាយកដ្ឋានពន្ធនាគារ' }],
      [agencies.ngo.id, { en: 'A small NGO', km: 'អង្គការតូចមួយ' }],
    ]),
    readers: [{ agency: agencies.ngo.id, roles: ['monitor'], times: 3 }],
    unread: ['legal', 'notes'],
    agency: agencies.welfare.id,
    pack: cambodia(),
    tables: growthTables,
    madeOn: plainDate('2030-01-06'),
    isDemonstration: true,
    ...more,
  }
}
