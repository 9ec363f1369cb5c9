// More families than the fitted history, for measurements: registered afterwards from old papers, many on each day, spread over all
// prisons. They stay only between the days of the published counts, so that G5 and G9 hold for any number of children; of every
// seven the last to come is still inside on the last day.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import * as register from '@komar/domain/register/kinds'
import { addDays, addMonths, daysBetween, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { counts, hours, lastDay, onDay } from './calendar.ts'
import { makeNames } from './names.ts'
import { makePen, type Pen, type Timed } from './pen.ts'
import type { People } from './people.ts'
import { makeRandom, type Random } from './random.ts'

const firstDay = plainDate('2011-02-01')
const lastArrivals = plainDate('2014-12-03')
const shareStillInside = 1 / 7

export type BulkInput = {
  seed: number
  people: People
  policy: string
  facilities: readonly SubjectId[]
  children: number
}

/** Families in one call of at most 500 entries. */
const familiesACall = 60

/** Entries of so many families of one child, in the order of time; made as they are taken. */
export function* bulkFamilies({ seed, people, policy, facilities, children }: BulkInput): Generator<Timed> {
  const random = makeRandom(seed, 'bulk')
  const past = Math.floor(children * (1 - shareStillInside))
  for (let first = 0; first < children; first += familiesACall) {
    const isInside = first >= past
    const day = isInside
      ? dayAt(lastArrivals, lastDay, (first - past) / (children - past))
      : dayAt(firstDay, addDays(lastArrivals, -1), first / past)
    const families = Array.from({ length: Math.min(familiesACall, children - first) }, (_, place) => {
      const pen = makePen(people, random, policy)
      const code = `B-${String(first + place + 1).padStart(6, '0')}`
      tellOne(pen, random, { day, facility: random.pick(facilities), code, isInside })
      return pen.written
    })
    yield* stepByStep(families)
  }
}

function dayAt(from: PlainDate, until: PlainDate, share: number): PlainDate {
  return addDays(from, Math.floor(share * daysBetween(from, until)))
}

/** All mothers first, then all custodies, and so on: the append then writes each step of all families at once. */
function stepByStep(families: readonly (readonly Timed[])[]): Timed[] {
  const longest = Math.max(...families.map((written) => written.length))
  return Array.from({ length: longest }, (_, step) => families.flatMap((written) => written[step] ?? [])).flat()
}

type One = { day: PlainDate; facility: SubjectId; code: string; isInside: boolean }

function tellOne(pen: Pen, random: Random, { day, facility, code, isInside }: One): void {
  const by = { who: 'monitor', day, hour: hours.monitor - 1, basis: 'document' } as const
  const { entered, left } = isInside
    ? { entered: addDays(lastArrivals, -random.int(0, 1)), left: null }
    : stayBefore(random, day)
  const born = addDays(entered, -random.int(0, 1400))
  const [mother, child] = [pen.id(day), pen.id(day)]
  const names = makeNames(random, 'female')
  const sex = random.chance(0.5) ? 'female' : 'male'
  const position = {
    legalStatus: random.pick(['pre-trial', 'convicted'] as const),
    charge: random.pick(['theft', 'drug-trafficking'] as const),
  }
  pen.write(register.carerRegistered, { ...by, subject: mother, body: { names, sex: 'female' } })
  pen.write(register.custodyBegan, {
    ...by,
    subject: mother,
    occurred: addDays(entered, -1),
    body: { place: 'facility', facility, cause: 'remand', ...position },
  })
  pen.write(register.childRegistered, {
    ...by,
    subject: child,
    body: { names: makeNames(random, sex, names.surname), sex, code },
  })
  pen.write(register.birthStated, { ...by, subject: child, occurred: born, body: { born: onDay(born) } })
  pen.write(register.relationStated, {
    ...by,
    subject: child,
    also: [mother],
    body: { carer: mother, relation: 'mother' },
  })
  pen.write(register.residenceBegan, { ...by, subject: child, occurred: entered, body: { facility, carer: mother } })
  if (left === null) return
  pen.write(register.residenceEnded, {
    ...by,
    subject: child,
    occurred: left,
    body: { facility, route: 'with-mother' },
  })
  pen.write(register.custodyEnded, { ...by, subject: mother, occurred: left, body: { how: 'released' } })
}

/** A stay between two counted days, over before the family was entered. */
function stayBefore(random: Random, day: PlainDate): { entered: PlainDate; left: PlainDate } {
  const passed = counts.filter((count) => addDays(count.day, 40) < day).length
  const from = passed === 0 ? addMonths(counts[0].day, -36) : addDays(counts[passed - 1]?.day ?? day, 3)
  const next = addDays(counts[passed]?.day ?? day, -3)
  const until = day < next ? day : next
  const length = Math.max(1, daysBetween(from, until))
  const entered = addDays(from, random.int(0, Math.floor(length / 2)))
  return { entered, left: addDays(entered, random.int(1, Math.max(1, Math.floor(length / 2)))) }
}
