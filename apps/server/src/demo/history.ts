// The whole synthetic history as entries with the simulated time at which each reaches the host. Pure: the same seed, the same entries.
// Two eras (practice.md part 4): until September 2013 one NGO's visits and no state assessment anywhere; from the marked day on the
// State's agencies work with the system, and their first year is messy.
import { tellAdvice } from './advice.ts'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { PackFacility } from '@komar/domain/register/facilities-pack'
import type { PolicyPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { tellAfterwards } from './afterwards.ts'
import { tellCasework } from './casework.ts'
import { planFamilies, type FamilyPlan, type WomanPlan } from './families.ts'
import { tellFamily } from './family-entries.ts'
import {
  tellFacilities,
  tellOfficialLists,
  tellPeak,
  tellProgrammes,
  tellVisits,
  type Headcount,
} from './facility-entries.ts'
import { assignLegal } from './legal.ts'
import { tellMothers } from './mothers.ts'
import { inOrder, makePen, type Pen, type Timed } from './pen.ts'
import { makePeople, type People } from './people.ts'
import { makePlaces } from './places.ts'
import { makeRandom } from './random.ts'
import { tellRounds } from './rounds.ts'
import { tellReportsChild } from './stories/reports-child.ts'
import { tellStories, wholeStories } from './stories/stories.ts'
import { tellWellbeing } from './wellbeing.ts'
import { tellWoman } from './woman-entries.ts'
import { planExpecting, planWomen } from './women.ts'

export type HistoryInput = { seed: number; facilities: readonly PackFacility[]; pack: PolicyPack; until: PlainDate }
export type History = { people: People; timed: Timed[]; facilityIds: ReadonlyMap<string, SubjectId> }

/** Writes the history up to a day, in the order in which it reaches the host. */
export function writeHistory({ seed, facilities, pack, until }: HistoryInput): History {
  const random = (name: string) => makeRandom(seed, name)
  const people = makePeople(seed)
  const pen = makePen(people, random('ids'), `${pack.head.id}@${pack.head.version}`)
  const facilityId = tellFacilities(pen, facilities)
  const monitored = facilities.filter(({ isMonitored }) => isMonitored).map(({ code }) => code)
  const families = planFamilies(random('families'), makePlaces(random('places'), monitored))
  const then = planWomen(random('women'), monitored)
  assignLegal(random('legal'), families, then)
  const women = [...then, ...planExpecting(random('expecting'), monitored)]
  let codes = 0
  const nextCode = () => `K-${String((codes += 1)).padStart(4, '0')}`
  const telling = { pen, random: random('telling'), facilityId, nextCode }
  tellReportsChild(telling)
  const told = families.map((family) => tellFamily(telling, family))
  for (const woman of women) tellWoman(telling, woman)
  tellPrisons(pen, seed, facilities, facilityId, headcountOf(families, women))
  const cc2 = facilityId('CC2')
  const stories = { pen, people, pack, random: random('stories') }
  tellStories(stories, told, cc2, false)
  const others = told.filter(({ plan }) => !wholeStories.includes(plan.story))
  tellCasework({ pen, people, pack, random: random('casework') }, others)
  tellAfterwards({ pen, people, pack, random: random('afterwards') }, told)
  tellMothers({ pen, people, pack, random: random('mothers') }, told, nextCode)
  // The review of a death counts all that was written before it, so the rounds are told first.
  const ofDeath = told
    .filter(({ plan }) => plan.story === 'death')
    .flatMap(({ children }) => children.map(({ id }) => id))
  tellRounds(pen, random('rounds'), new Set(ofDeath))
  tellWellbeing({ pen, people, pack, random: random('wellbeing') }, told)
  tellStories(stories, told, cc2, true)
  const timed = inOrder(pen.written.filter(({ at }) => at.slice(0, 10) <= until))
  return { people, timed, facilityIds: new Map(facilities.map(({ code }) => [code, facilityId(code)])) }
}

function tellPrisons(
  pen: Pen,
  seed: number,
  facilities: readonly PackFacility[],
  facilityId: (code: string) => ReturnType<Pen['id']>,
  headcount: Headcount,
): void {
  tellPeak(pen, facilityId)
  tellOfficialLists(pen, makeRandom(seed, 'official lists'), facilities, facilityId)
  tellProgrammes(pen, facilityId)
  tellAdvice(pen, facilityId)
  tellVisits(pen, makeRandom(seed, 'visits'), facilities, facilityId, headcount)
}

function headcountOf(families: readonly FamilyPlan[], women: readonly WomanPlan[]): Headcount {
  return (code, day) => {
    const here = families.filter((family) => family.facility === code && (family.left === null || family.left > day))
    const inside = here
      .map(({ children }) => children.filter(({ entered }) => entered <= day).length)
      .filter((count) => count > 0)
    const expecting = here.filter(
      ({ pregnancy }) => pregnancy !== null && pregnancy.recorded <= day && pregnancy.born > day,
    )
    const others = women.filter(
      (woman) => woman.facility === code && woman.recorded <= day && (woman.ends === null || woman.ends > day),
    )
    return {
      children: inside.reduce((sum, count) => sum + count, 0),
      mothers: inside.length,
      pregnant: expecting.length + others.length,
    }
  }
}
