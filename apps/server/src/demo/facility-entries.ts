// The prisons: registered, counted on monthly visits, listed once a year, and what they have for children.
// Coverage as in the report: 23 hold women, 15 are visited; one of them only since September 2012. Visits fail now and then, and more
// around Khmer New Year and Pchum Ben (practice.md part 4); never in a month of a published count.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { programmeStated } from '@komar/domain/conditions/kinds'
import { censusTaken, facilityRegistered } from '@komar/domain/register/kinds'
import type { PackFacility } from '@komar/domain/register/facilities-pack'
import { addDays, addMonths, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { counts, firstRecords, hours, lastDay, onDay } from './calendar.ts'
import type { Pen } from './pen.ts'
import { latecomer } from './places.ts'
import type { Random } from './random.ts'
import { edtf } from '@komar/domain/time/edtf'

export type FacilityIds = (code: string) => SubjectId

/** Registers the prisons and gives their ids. */
export function tellFacilities(pen: Pen, facilities: readonly PackFacility[]): FacilityIds {
  const ids = new Map<string, SubjectId>()
  for (const { code, name, province, holdsWomen, capacity } of facilities) {
    const subject = pen.id(firstRecords)
    ids.set(code, subject)
    const body = { code, name, province, holdsWomen, ...(capacity !== null && { capacity }) }
    pen.write(facilityRegistered, { who: 'monitor', day: firstRecords, hour: 7, subject, basis: 'document', body })
  }
  return (code) => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`the pack has no facility ${code}`)
    return id
  }
}

/** Women held, by the yearly official lists: over 80 % of them in the prisons that are visited (the report, footnote 3). */
export function tellOfficialLists(
  pen: Pen,
  random: Random,
  facilities: readonly PackFacility[],
  idOf: FacilityIds,
): void {
  for (const year of [2011, 2012, 2013, 2014]) {
    const day = plainDate(`${year}-02-20`)
    for (const { code, isMonitored } of facilities) {
      const women = womenIn(random, code, isMonitored)
      const population = women * random.int(8, 14) + random.int(0, 40)
      const body = {
        method: 'official-list',
        population: code === 'CC2' ? women + random.int(150, 220) : population,
        women,
      } as const
      const occurred = edtf(`${year}-01`)
      pen.write(censusTaken, {
        who: 'monitor',
        day,
        hour: hours.monitor,
        subject: idOf(code),
        occurred,
        basis: 'document',
        body,
      })
    }
  }
}

function womenIn(random: Random, code: string, isMonitored: boolean): number {
  if (code === 'CC2') return random.int(395, 430)
  return isMonitored ? random.int(32, 58) : random.int(17, 27)
}

/** Children in a prison on a day, as the plans have it: what a visitor finds, give or take one. */
export type Headcount = (code: string, day: PlainDate) => { children: number; mothers: number; pregnant: number }

/** A visit with a count in each month. */
export function tellVisits(
  pen: Pen,
  random: Random,
  facilities: readonly PackFacility[],
  idOf: FacilityIds,
  headcount: Headcount,
): void {
  for (const { code } of facilities.filter(({ isMonitored }) => isMonitored)) {
    const start = plainDate(code === latecomer ? '2012-09-01' : '2011-01-01')
    for (let month = start; month < lastDay; month = addMonths(month, 1)) {
      const isCounted = counts.some(({ day }) => day.startsWith(month.slice(0, 7)))
      const day = addDays(month, isCounted ? random.int(12, 24) : random.int(10, 20))
      if (day < firstRecords || day > lastDay || (!isCounted && isMissed(random, month))) continue
      const { children, mothers, pregnant } = headcount(code, day)
      const slip = random.chance(0.06) ? random.pick([-1, 1]) : 0
      const body = {
        method: 'visit',
        children: Math.max(0, children + slip),
        mothersWithChildren: mothers,
        pregnantWomen: pregnant,
        ...(random.chance(0.7) && { population: random.int(180, 820) }),
      } as const
      pen.write(censusTaken, { who: 'monitor', day, hour: hours.monitor, subject: idOf(code), body })
    }
  }
}

/** April: Khmer New Year. September and October: Pchum Ben and floods. */
function isMissed(random: Random, month: PlainDate): boolean {
  const isHard = ['-04-', '-09-', '-10-'].some((part) => month.includes(part))
  return random.chance(isHard ? 0.13 : 0.06)
}

/** The report's own figure: 814 people at the peak while the child of the report lived there, on a day it does not give. */
export function tellPeak(pen: Pen, idOf: FacilityIds): void {
  const body = { method: 'visit', population: 814 } as const
  pen.write(censusTaken, {
    who: 'monitor',
    day: addDays(firstRecords, 1),
    hour: hours.monitor,
    subject: idOf('CC2'),
    occurred: edtf('2005-10/2012-01'),
    basis: 'document',
    body,
  })
}

/** September 2013: learning or play on site in four, none run by the State (G10). One more had it until its funds ended. */
export function tellProgrammes(pen: Pen, idOf: FacilityIds): void {
  const state = (code: string, day: string, isRunning: boolean) =>
    pen.write(programmeStated, {
      who: 'monitor',
      day: addDays(plainDate(day), 4),
      hour: hours.monitor,
      subject: idOf(code),
      occurred: onDay(plainDate(day)),
      body: { programme: 'learning-or-play', isRunning, isOnSite: true, runBy: 'non-governmental', name: 'មត្តេយ្យ' },
    })
  for (const code of ['CC2', 'SRP-P', 'BTB-P']) state(code, '2011-02-01', true)
  state('KCM-P', '2011-09-05', true)
  state('TKM-P', '2011-06-06', true)
  state('TKM-P', '2012-11-30', false)
}
