// A small made-up story for tests: a child born in prison on 10 February 2011, past the limit from 10 February 2014, whose aunt takes
// it on 15 October 2013. Every entry has a name here, so that a test can leave one out or change one and say in one word which.
import type { AgencyFacts, GateWorld } from './chronicle/gate.ts'
import { allClasses } from './access/classes.ts'
import * as access from './access/kinds.ts'
import * as assess from './assess/kinds.ts'
import { householdStated } from './care/carer-kinds.ts'
import * as care from './care/kinds.ts'
import type { Recorded, SubjectId, Uuid } from './chronicle/entry.ts'
import { uuidSchema } from './chronicle/entry.ts'
import type { Kind } from './chronicle/kind.ts'
import * as register from './register/kinds.ts'
import { papersStated } from './register/standing-kinds.ts'
import { edtf } from './time/edtf.ts'
import { instantSchema } from './time/instant.ts'
import { plainDate, type PlainDate } from './time/plain-date.ts'

/** An id for tests: the same number gives the same id. */
export function testId(number: number): Uuid {
  return uuidSchema.parse(`00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`)
}

export const people = {
  child: testId(1),
  mother: testId(2),
  aunt: testId(3),
  prison: testId(4),
  otherPrison: testId(5),
  worker: testId(11),
  supervisor: testId(12),
  officer: testId(13),
  ngoWorker: testId(14),
}

export const agencies = {
  welfare: { id: testId(21), kind: 'child-welfare', isState: true },
  prisons: { id: testId(22), kind: 'prisons', isState: true },
  ngo: { id: testId(23), kind: 'non-governmental', isState: false },
} as const satisfies Record<string, AgencyFacts>

type More = Partial<
  Pick<Recorded, 'also' | 'author' | 'agency' | 'basis' | 'replaces' | 'retracts' | 'id' | 'received'>
>

/** An accepted entry; `number` is its seq and makes its id. */
export function entry(
  number: number,
  kind: Kind,
  subject: SubjectId,
  occurred: string,
  body: Record<string, unknown>,
  more: More = {},
): Recorded {
  const day = occurred.slice(0, 10).padEnd(10, '-01').slice(0, 10)
  return {
    id: testId(1000 + number),
    kind: kind.name,
    v: kind.v,
    subject,
    also: [],
    occurred: edtf(occurred),
    basis: 'seen',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', ...body },
    author: people.worker,
    agency: agencies.welfare.id,
    device: testId(31),
    written: instantSchema.parse(`${day}T03:00:00.000Z`),
    seq: number,
    received: instantSchema.parse(`${day}T03:00:00.000Z`),
    ...more,
  }
}

export const assessmentId = testId(41)

/** Answered sections of the entry assessment, by their ids in the questionnaire of Cambodia. */
export const entrySections = [
  'first-words',
  'who-and-how',
  'someone-outside',
  'health-today',
  'place',
  'bond-and-safety',
  'papers-and-wish',
  'childs-view',
  'last-words',
]

const onlyMeasures = [1, 2, 3, 4, 6, 8, 9, 16]

/** Every class-A measure that is always owed, in place. */
export const measuresInPlace = onlyMeasures.map((measure) => ({
  measure,
  class: 'A',
  state: 'in-place',
  dutyHolder: 'Prison director',
  due: '2013-09-01',
}))

export const panel = [
  member('Chair', agencies.welfare.id, { isChair: true }),
  member('Independent', agencies.ngo.id),
  member('Prison', agencies.prisons.id, { part: 'informs' }),
]

/** A member of a panel; votes for, unless said. */
export function member(name: string, agency: Uuid, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name,
    agency,
    presence: 'in-person',
    part: 'votes',
    isChair: false,
    isAssessor: false,
    hasInterest: false,
    opinion: 'for',
    ...more,
  }
}

/** All five tiers answered, kin chosen. */
export const options = [
  { tier: 0, whoWasAsked: 'The court', whyNot: 'Bail refused' },
  { tier: 1, whoWasAsked: 'The father', whyNot: 'Cannot be found' },
  { tier: 2, whoWasAsked: 'The aunt', argumentsFor: 'Knows the child' },
  { tier: 3, argumentsAgainst: 'None nearby' },
  { tier: 4, argumentsAgainst: 'Not for a child this young' },
]

export const leaveBody = {
  type: 'full',
  outcome: 'leave-to-care',
  from: '2013-09-20',
  until: '2013-12-20',
  measures: [],
  assessment: assessmentId,
  isRenewal: false,
  options,
  chosenTier: 2,
  panel,
  reasons: 'The limit is near and the aunt is willing.',
}

/** The story up to the plan, by name. */
export function story(): Record<string, Recorded> {
  return { ...registered(), ...assessed(), ...carerFound(), ...decided(), ...prepared() }
}

const mothersView = { whose: 'mother', stance: 'agrees', freely: 'yes' }
const withAunt = { also: [people.aunt] }

function registered(): Record<string, Recorded> {
  const { child, mother, aunt, prison } = people
  return {
    registered: entry(1, register.childRegistered, child, '2011-02-10', {
      names: { latin: 'Sok Dara' },
      sex: 'male',
      code: 'T-0001',
    }),
    born: entry(2, register.birthStated, child, '2011-02-10', { born: '2011-02-10' }, { basis: 'document' }),
    papers: entry(9, papersStated, child, '2011-02-20', {
      nationality: 'national',
      birthRegistration: 'registered',
      isPaperSeen: true,
      needsInterpreter: 'no',
    }),
    related: entry(
      3,
      register.relationStated,
      child,
      '2011-02-10',
      { carer: mother, relation: 'mother' },
      { also: [mother] },
    ),
    resides: entry(4, register.residenceBegan, child, '2011-02-10', { facility: prison, carer: mother }),
    arrived: entry(5, register.arrivalExplained, child, '2011-02-10', { how: 'born-in-custody' }),
    allocated: entry(6, access.allocated, child, '2013-09-01', { agency: agencies.welfare.id }),
    kin: entry(
      7,
      register.kinRegistered,
      aunt,
      '2013-08-20',
      { names: { latin: 'Sok Mealea' }, relation: 'aunt' },
      { also: [child] },
    ),
  }
}

function assessed(): Record<string, Recorded> {
  const { child } = people
  const sections = entrySections.map((section, index) => [
    `section ${section}`,
    entry(20 + index, assess.careAnswered, child, '2013-09-02', {
      assessment: assessmentId,
      type: 'entry',
      questionnaire: 'entry',
      questionnaireVersion: '2026-11-22',
      section,
      answers: [],
    }),
  ])
  return {
    ...Object.fromEntries(sections),
    childHeard: entry(40, assess.viewHeard, child, '2013-09-03', {
      whose: 'child',
      about: 'general',
      stance: 'undecided',
    }),
    motherHeard: entry(41, assess.viewHeard, child, '2013-09-03', { ...mothersView, about: 'leave' }),
    finished: entry(42, assess.assessmentFinished, child, '2013-09-05', {
      assessment: assessmentId,
      type: 'entry',
      isShort: false,
      concerns: [],
    }),
  }
}

function carerFound(): Record<string, Recorded> {
  const { child, aunt } = people
  return {
    option: entry(43, care.optionExplored, child, '2013-09-06', { tier: 2, who: 'Aunt', answer: 'willing' }, withAunt),
    visited: entry(
      44,
      care.carerAssessed,
      aunt,
      '2013-09-10',
      {
        household: 'Two adults, one child',
        isSleepingPlaceSeen: true,
        references: 2,
        hasHouseholdTalk: true,
        needsMaterialSupport: false,
        capacity: 2,
        recommendation: 'approve',
        whyThisChild: 'He is my sister’s',
        isPaidOrPromised: false,
        saidOfMother: 'That she loves him and is away',
        takesChildToMother: 'with-help',
        ownChildrensView: 'She wants a small brother',
        meansInBadMonth: 'Rice from the neighbour',
        whenChildIsDifficult: 'Hold him until it passes',
        hitsOrLocksIn: false,
      },
      { also: [child] },
    ),
    household: entry(36, householdStated, aunt, '2013-09-10', { ownChildren: 1 }, { also: [child] }),
    approved: entry(
      45,
      care.carerApproved,
      aunt,
      '2013-09-15',
      { assessment: testId(1044), approval: 'final', capacity: 1, until: '2014-09-15', communeWord: 'agrees' },
      { also: [child], author: people.supervisor },
    ),
  }
}

function decided(): Record<string, Recorded> {
  const { child } = people
  return {
    decided: entry(46, assess.decisionMade, child, '2013-09-20', leaveBody, { author: people.supervisor }),
    declared: entry(47, assess.decisionDeclared, child, '2013-09-20', {
      decision: testId(1046),
      type: 'full',
      outcome: 'leave-to-care',
      from: '2013-09-20',
      until: '2013-12-20',
      measures: [],
    }),
  }
}

function prepared(): Record<string, Recorded> {
  const { child, aunt } = people
  const meeting = { withCarer: aunt, isMotherPresent: false, isAtNewHome: false, howItWent: 'calm' }
  return {
    firstMeeting: entry(48, care.meetingHeld, child, '2013-09-22', { ...meeting, isMotherPresent: true }, withAunt),
    secondMeeting: entry(49, care.meetingHeld, child, '2013-09-29', { ...meeting, isAtNewHome: true }, withAunt),
    thirdMeeting: entry(50, care.meetingHeld, child, '2013-10-06', meeting, withAunt),
    childOnSeparation: entry(51, assess.viewHeard, child, '2013-10-05', {
      whose: 'child',
      about: 'separation',
      stance: 'agrees',
    }),
    motherOnSeparation: entry(52, assess.viewHeard, child, '2013-10-05', { ...mothersView, about: 'separation' }),
  }
}

/** The body of a plan that lacks nothing. */
export const planBody = {
  decision: testId(1046),
  carer: people.aunt,
  tier: 2,
  moveOn: '2013-10-15',
  canVisitNewHome: true,
  whoTellsChild: 'Mother and worker together',
  wordsForChild: "You will sleep at Ming Mealea's house, and come to see Mak.",
  feedingPlan: 'Eats rice, a bottle at night',
  hasHealthCard: true,
  hasBirthPaper: true,
  comfortThing: 'The blue cloth',
  picture: 'One of the two of them',
  siblings: 'None',
  siblingsPlaced: 'no-siblings',
  backupCarer: 'The grandmother',
  mothersSupport: 'A friend stays with her that night',
  travel: 'By taxi with the worker',
  isHardDay: false,
  contact: { everyDays: 30, firstOn: '2013-10-22', whoBrings: 'The aunt', fare: 'Paid by the office' },
  firstFollowUpOn: '2013-10-17',
}

/** The plan as it is sent, not yet accepted. */
export function planned(body: Record<string, unknown> = planBody): Recorded {
  return entry(60, care.separationPlanned, people.child, '2013-10-08', body, { also: [people.aunt] })
}

/** A day in the tests. */
export const day = plainDate

/** What a gate may look at: these entries, the three agencies, everything readable. */
export function worldOf<Pack>(entries: readonly Recorded[], pack: Pack, today: PlainDate): GateWorld<Pack> {
  return {
    chronicle: (subject) => entries.filter((each) => each.subject === subject || each.also.includes(subject)),
    agency: (id) => Object.values(agencies).find((agency) => agency.id === id),
    isOwnCarer: () => true,
    isColleague: () => false,
    authorReads: allClasses,
    otherAgencies: [],
    pack,
    today,
  }
}
