// What a facility adds to the situation report: whether it reports, its last counts, its programmes.
// Rule: a facility reports when a visit's census or the confirmed register lies within the 31 days up to the day; others are listed
// as not reporting and their last count is never carried forward (practice.md part 5). An official list is no census.
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { settle, statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { programmeStated } from '../conditions/kinds.ts'
import { kindNamed } from '../kinds.ts'
import { censusTaken, facilityRegistered } from '../register/kinds.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import type { NamedFacility } from './situation-report.ts'

/** Days up to and including the day of the report. */
export const reportingDays = 31
const officialListMonths = 12

type Census = Stated<typeof censusTaken>

export type FacilityFigures = NamedFacility & {
  id: SubjectId
  holdsWomen: boolean
  /** For each day of the trend, the last being the day of the report. */
  isReporting: readonly boolean[]
  /** Children by the last census within the reporting days. */
  census: { children: number; countedOn: Edtf } | null
  womenByOfficialList: number | null
  hasProgramme: boolean
  hasStateRunProgramme: boolean
}

/** The figures of one facility; null when nobody registered it. `days` are in order, the last is the day of the report. */
export function facilityFigures(
  id: SubjectId,
  entries: readonly Recorded[],
  days: readonly PlainDate[],
): FacilityFigures | null {
  const settled = settle(entries, (kind) => kindNamed(kind)?.family)
  const registered = statedOf(settled, facilityRegistered).at(-1)
  const day = days.at(-1)
  if (registered === undefined || day === undefined) return null
  const { code, name, holdsWomen } = registered.body
  const censuses = statedOf(settled, censusTaken)
  const counted = censuses.findLast((census) => isRecentCount(census, day) && census.body.children !== undefined)
  const programmes = runningProgrammes(settled)
  return {
    id,
    code,
    name: { en: name.en, km: name.km },
    holdsWomen,
    isReporting: days.map((each) => censuses.some((census) => isRecentCount(census, each))),
    census: counted === undefined ? null : { children: counted.body.children ?? 0, countedOn: counted.entry.occurred },
    womenByOfficialList: womenListed(censuses, day),
    hasProgramme: programmes.length > 0,
    hasStateRunProgramme: programmes.some(({ body }) => body.runBy === 'state'),
  }
}

function isRecentCount({ body, entry }: Census, day: PlainDate): boolean {
  if (body.method === 'official-list') return false
  const { earliest, latest } = edtfBounds(entry.occurred)
  return earliest !== null && latest !== null && earliest > addDays(day, -reportingDays) && latest <= day
}

function womenListed(censuses: readonly Census[], day: PlainDate): number | null {
  const oldest = addMonths(day, -officialListMonths)
  const list = censuses.findLast(({ body, entry }) => {
    const { latest } = edtfBounds(entry.occurred)
    return (
      body.method === 'official-list' && body.women !== undefined && latest !== null && latest > oldest && latest <= day
    )
  })
  return list?.body.women ?? null
}

/** On-site programmes whose last statement says that they run; told apart by who runs them and under what name. */
function runningProgrammes(settled: Settled): Stated<typeof programmeStated>[] {
  const stated = statedOf(settled, programmeStated)
  const lastOfEach = new Map(stated.map((each) => [`${each.body.runBy} ${each.body.name ?? ''}`, each]))
  return [...lastOfEach.values()].filter(({ body }) => body.isRunning && body.isOnSite)
}
