// What came after the small made-up story: the child has lived with its aunt since 15 October 2013, is visited, meets its mother; she is
// released on 1 May 2014 and the child goes back to her on 1 June. Every entry has a name, so that a test can leave one out.
import { allClasses } from '../access/classes.ts'
import * as access from '../access/kinds.ts'
import * as assess from '../assess/kinds.ts'
import type { AgencyId, Recorded } from '../chronicle/entry.ts'
import { rule, type GateWorld } from '../chronicle/gate.ts'
import type { Kind } from '../chronicle/kind.ts'
import { agencies, day, entry, people, planned, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import type { PolicyPack } from '../policy.ts'
import * as register from '../register/kinds.ts'
import * as after from './after-kinds.ts'
import * as care from './kinds.ts'

export type Entries = Record<string, Recorded>

const { child, mother, aunt, prison } = people
const withAunt = { also: [aunt] }
const withMother = { also: [mother] }

/** A visit that saw the child. */
export function visited(number: number, on: string, more: Record<string, unknown> = {}): Recorded {
  return entry(number, care.followUpDone, child, on, {
    way: 'visit',
    isChildSeen: true,
    isChildAlone: true,
    isSleepingPlaceSeen: true,
    concern: 'none',
    ...more,
  })
}

/** What the child or the mother says about something. */
export function heard(
  number: number,
  on: string,
  whose: string,
  about: string,
  more: Record<string, unknown> = {},
): Recorded {
  return entry(number, assess.viewHeard, child, on, { whose, about, stance: 'agrees', freely: 'yes', ...more })
}

/** The move to the aunt. */
export function moved(): Recorded {
  const body = { tier: 2, carer: aunt, plan: testId(1060), isParentsOwnArrangement: false }
  return entry(70, care.placementBegan, child, '2013-10-15', body, withAunt)
}

/** The story with the move: the child lives with its aunt, its mother is held. */
export function placed(): Entries {
  return {
    ...story(),
    held: entry(69, register.custodyBegan, mother, '2011-01-01', {
      place: 'facility',
      facility: prison,
      cause: 'arrest',
      legalStatus: 'convicted',
      charge: 'theft',
    }),
    plan: planned(),
    moved: moved(),
    left: entry(71, register.residenceEnded, child, '2013-10-15', { facility: prison, route: 'kin' }),
    firstVisit: visited(72, '2013-10-17'),
    firstMeetingAfter: entry(
      73,
      care.contactHeld,
      child,
      '2013-10-22',
      {
        way: 'visit',
        hasHappened: true,
        isFarePaid: true,
        isFoodPaid: true,
        unofficialFeeRiel: 5000,
        siblings: 'none',
      },
      withMother,
    ),
  }
}

/** The same, with the mother released and all that a return asks for. */
export function released(): Entries {
  return {
    ...placed(),
    free: entry(80, register.custodyEnded, mother, '2014-05-01', { how: 'released' }),
    childAskedFirst: heard(81, '2014-05-03', 'child', 'reunification'),
    childAskedAgain: heard(82, '2014-05-17', 'child', 'reunification'),
    motherAsked: heard(83, '2014-05-04', 'mother', 'reunification'),
  }
}

/** The body of a return that lacks nothing. */
export const returnBody = {
  carer: mother,
  backOn: '2014-06-01',
  mothersState: 'Well; talks with the health worker each week',
  homeFound: 'A room with her mother, two streets away',
  isHomeSeen: true,
  means: 'lacking',
  aid: 'Rice and rent for three months',
  isDangerKnown: false,
  school: 'Begins in October',
  isCarerTold: true,
  trials: [{ on: '2014-05-20', length: 'night', how: 'Slept well' }],
  goodbye: 'A meal with the aunt, who comes each Sunday',
  nightCall: 'The worker, 012 000 000',
  ifItFails: 'Back to the aunt',
  firstVisitOn: '2014-06-05',
}

/** The child back with its mother for half a year and more, and both asked about ending. */
export function settledAtHome(): Entries {
  return {
    ...released(),
    planBack: entry(84, after.reunificationPlanned, child, '2014-05-20', returnBody, withMother),
    back: entry(85, after.reunited, child, '2014-06-01', { carer: mother, plan: testId(1084) }, withMother),
    seenAtHome: visited(86, '2014-11-20'),
    childOnEnd: heard(87, '2014-11-20', 'child', 'closure'),
    motherOnEnd: heard(88, '2014-11-20', 'mother', 'closure'),
  }
}

export const closeBody = {
  ground: 'mother-out-settled',
  carers: [mother],
  reasons: 'Settled; school and clinic know them.',
}

/** Who may approve an ending: a supervisor of another agency. */
export const fromNgo = { author: people.ngoWorker, agency: agencies.ngo.id }

/** A child of fifteen, as the story's child born ten years before. */
export function older(entries: Entries): Entries {
  return {
    ...entries,
    born: entry(2, register.birthStated, child, '2011-02-10', { born: '1999-02-10' }, { basis: 'document' }),
  }
}

export type Asked = {
  entries: Entries
  on: string
  act?: Partial<Recorded>
  /** Names of entries that are taken away. */
  without?: readonly string[]
  seen?: number
  /** Of the author. */
  otherAgencies?: readonly AgencyId[]
}

/** What the gates of a country say of an act on a day of the story. */
export function gatesOf(pack: PolicyPack) {
  /** The pieces themselves, as a reader with these classes sees them. */
  const pieces = (
    kind: Kind,
    body: Record<string, unknown>,
    { entries, on, act = {}, without = [], seen = allClasses, otherAgencies = [] }: Asked,
  ) => {
    const known = Object.entries(entries).flatMap(([name, each]) => (without.includes(name) ? [] : [each]))
    const written = { ...entry(900, kind, child, on, withoutEmpty(body), { author: people.supervisor }), ...act }
    const world: GateWorld<PolicyPack> = { ...worldOf(known, pack, day(on)), otherAgencies }
    return rule(gateFor(kind.name)?.checks(written, world) ?? [], seen).pieces
  }
  /** The codes that are named as missing. */
  const missing = (kind: Kind, body: Record<string, unknown>, asked: Asked): string[] =>
    pieces(kind, body, asked).map(({ code }) => code)
  return { pieces, missing }
}

function withoutEmpty(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

/** An allocation to the state's own child-welfare office stands in the story; this one gives the child to the other agency. */
export function allocatedTo(agency: string): Recorded {
  return entry(89, access.allocated, child, '2014-01-01', { agency })
}
