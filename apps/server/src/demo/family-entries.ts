// What people wrote of a family: the mother's custody, her children, where they lived and when they left. Era one is the monitors',
// who wrote what they saw and were told on their visits, some days late (practice.md part 4).
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import * as register from '@komar/domain/register/kinds'
import { edtf, type Edtf } from '@komar/domain/time/edtf'
import { addDays, addMonths, later, type PlainDate } from '@komar/domain/time/plain-date'
import { counts, firstRecords, hours, lastDay, onDay } from './calendar.ts'
import type { Route, Story } from './cohorts.ts'
import type { ChildPlan, FamilyPlan } from './families.ts'
import { makeNames } from './names.ts'
import { monitorNotes } from './notes.ts'
import type { Pen } from './pen.ts'
import type { Login } from './people.ts'
import type { Random } from './random.ts'

export type ToldChild = {
  id: SubjectId
  code: string
  plan: ChildPlan
  birthEntry: Uuid
  names: ReturnType<typeof makeNames>
}
export type ToldFamily = { mother: SubjectId; children: ToldChild[]; plan: FamilyPlan; facility: SubjectId; who: Login }

export type Telling = {
  pen: Pen
  random: Random
  facilityId: (code: string) => SubjectId
  /** The next readable code of a child. */
  nextCode: () => string
}

/** Officers register families themselves from here on, where they have learnt to. */
const officersFrom = '2013-11-15' as PlainDate // a day of the calendar
const officers: Readonly<Record<string, Login>> = { CC2: 'officer', 'KCM-P': 'officer-kcm' }

/** Writes a whole family as the register learns of it. */
export function tellFamily(telling: Telling, plan: FamilyPlan): ToldFamily {
  const { pen, random, facilityId } = telling
  const first = plan.children[0]?.entered ?? plan.custodyFrom
  const noticed = plan.pregnancy?.recorded ?? first
  const who = (noticed >= officersFrom ? officers[plan.facility] : undefined) ?? 'monitor'
  const clock = makeClock(random, later(firstRecords, noticed < first ? noticed : first))
  const names = makeNames(random, 'female')
  const mother = pen.id(clock(plan.custodyFrom))
  const family: ToldFamily = { mother, children: [], plan, facility: facilityId(plan.facility), who }
  const born = edtf(`${Number(plan.custodyFrom.slice(0, 4)) - random.int(19, 39)}~`)
  pen.write(register.carerRegistered, {
    ...writer(who, clock(plan.custodyFrom)),
    subject: mother,
    basis: 'told',
    body: { names, sex: 'female', born },
  })
  tellCustody(telling, family, clock)
  for (const child of plan.children) family.children.push(tellChild(telling, family, child, names.surname, clock))
  tellLeaving(telling, family, clock)
  return family
}

type Clock = (occurred: PlainDate) => PlainDate

/** The day on which something is entered: up to nine days after it happened, never before what was entered earlier. */
function makeClock(random: Random, first: PlainDate): Clock {
  let last = first
  return (occurred) => {
    last = later(last, occurred > last ? addDays(occurred, random.int(0, 9)) : last)
    return last
  }
}

function writer(who: Login, day: PlainDate): { who: Login; day: PlainDate; hour: number } {
  return { who, day, hour: who === 'monitor' ? hours.monitor : hours.officer }
}

function tellCustody({ pen }: Telling, family: ToldFamily, clock: Clock): void {
  const { plan, mother, who } = family
  const common = { subject: mother, basis: 'told' } as const
  const position = { legalStatus: 'pre-trial', charge: plan.charge } as const
  pen.write(register.custodyBegan, {
    ...writer(who, clock(plan.custodyFrom)),
    ...common,
    occurred: plan.custodyFrom,
    body: { place: 'facility', facility: family.facility, cause: 'remand', ...position },
  })
  if (plan.pregnancy === null || plan.pregnancy.born < firstRecords) return
  const { recorded, born } = plan.pregnancy
  const due = edtf(born.slice(0, 7))
  const pregnancy = pen.write(register.pregnancyRecorded, {
    ...writer(who, clock(recorded)),
    ...common,
    occurred: recorded,
    body: { due },
  })
  pen.write(register.pregnancyEnded, {
    ...writer(who, clock(born)),
    ...common,
    occurred: born,
    body: { pregnancy, outcome: 'birth' },
  })
}

function tellChild(
  telling: Telling,
  family: ToldFamily,
  plan: ChildPlan,
  surname: ReturnType<typeof makeNames>['surname'],
  clock: Clock,
): ToldChild {
  const { pen, random, nextCode } = telling
  const { mother, facility, who } = family
  const day = clock(plan.entered)
  const id = pen.id(day)
  const code = nextCode()
  const by = { ...writer(who, day), subject: id }
  const names = makeNames(random, plan.sex, surname)
  pen.write(register.childRegistered, { ...by, body: { names, sex: plan.sex, code } })
  const isPaper = plan.stated.length === 10 && random.chance(0.6)
  const source = isPaper ? { document: 'សំបុត្រកំណើត' } : { toldBy: 'ម្តាយ' }
  const birthEntry = pen.write(register.birthStated, {
    ...by,
    occurred: plan.stated,
    basis: isPaper ? 'document' : 'told',
    body: { born: plan.stated, ...source },
  })
  pen.write(register.relationStated, {
    ...by,
    also: [mother],
    basis: 'told',
    body: { carer: mother, relation: 'mother' },
  })
  pen.write(register.residenceBegan, { ...by, occurred: cameOn(random, plan), body: { facility, carer: mother } })
  pen.write(register.arrivalExplained, { ...by, occurred: plan.entered, basis: 'told', body: arrivalOf(random, plan) })
  if (who === 'monitor' && random.chance(0.3)) {
    pen.write(register.noteWritten, { ...by, day: addDays(day, 1), body: { note: random.pick(monitorNotes) } })
  }
  return { id, code, plan, birthEntry, names }
}

/** Mostly the day; sometimes only the month is known, but never around a day of the published counts. */
function cameOn(random: Random, { entered, isBornInside }: ChildPlan): Edtf {
  const month = entered.slice(0, 7)
  const isCounted = counts.some(({ day }) => day.startsWith(month))
  return !isBornInside && !isCounted && random.chance(0.3) ? edtf(month) : onDay(entered)
}

function arrivalOf(random: Random, { isBornInside }: ChildPlan) {
  if (isBornInside) return { how: 'born-in-custody', decidedBy: 'nobody', othersAsked: 'no' } as const
  if (random.chance(0.55))
    return {
      how: 'present-at-arrest',
      decidedBy: 'police',
      othersAsked: random.pick(['no', 'unknown'] as const),
    } as const
  return {
    how: 'mothers-request',
    decidedBy: 'mother',
    othersAsked: random.pick(['no', 'no', 'unknown'] as const),
  } as const
}

/** Stories that say themselves how the child left. */
const tellOwnLeaving: ReadonlySet<Story> = new Set([
  'end-to-end',
  'own-arrangement',
  'unplanned',
  'broke-down',
  'emergency',
  'pardon',
  'bail',
  'death',
])

function tellLeaving(
  { pen, random }: Telling,
  { plan, mother, children, facility, who }: ToldFamily,
  clock: Clock,
): void {
  const { convictedOn, left, route } = plan
  const by = (day: PlainDate) => ({ ...writer(who, clock(day)), basis: 'told' as const, occurred: day })
  if (convictedOn !== null && (left === null || convictedOn < left) && convictedOn < lastDay) {
    const sentenceMonths = random.pick([8, 12, 18, 24, 36, 60, 84])
    const position = { legalStatus: 'convicted', charge: plan.charge, sentenceMonths } as const
    const expectedRelease = edtf(addMonths(plan.custodyFrom, sentenceMonths).slice(0, 7))
    pen.write(register.custodyChanged, { ...by(convictedOn), subject: mother, body: { ...position, expectedRelease } })
  }
  if (left === null || (plan.story !== undefined && tellOwnLeaving.has(plan.story))) return
  for (const { id } of children)
    pen.write(register.residenceEnded, { ...by(left), subject: id, body: { facility, route } })
  const endsOn = endOfCustody(random, left, route)
  if (endsOn <= addDays(lastDay, -10))
    pen.write(register.custodyEnded, { ...by(endsOn), subject: mother, body: { how: howReleased(random) } })
}

function endOfCustody(random: Random, left: PlainDate, route: Route): PlainDate {
  return route === 'with-mother' ? left : addDays(left, random.int(60, 700))
}

function howReleased(random: Random): 'released' | 'bail' | 'pardon' {
  return random.pick(['released', 'released', 'released', 'bail', 'pardon'])
}
