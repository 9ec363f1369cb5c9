// What the schema of law.json cannot say: dates that overlap, a limit that falls, a time before the first limit, a day of summer time.
import type { LawPack } from '@komar/domain/law/pack'
import type { PolicyHead } from '@komar/domain/law/policy-pack'
import { edtfBounds, type Edtf } from '@komar/domain/time/edtf'
import type { Finding } from './finding.ts'

type Limit = LawPack['limits'][number]

/** Where a limit stands, in words: by its number and the day from which it holds. */
export function sayLimit(limits: readonly Pick<Limit, 'from'>[], index: number): string {
  const from = limits[index]?.from ?? null
  return `age limit ${index + 1} of ${limits.length} (${from === null ? 'from a day not known' : `from ${from}`})`
}

/** Days from which two limits hold must not overlap: else nobody knows which one holds. */
export function overlaps(limits: readonly { from: Edtf | null }[]): Finding[] {
  return limits.flatMap(({ from }, index): Finding[] => {
    if (index === 0) return []
    const before = limits[index - 1]?.from ?? null
    const at = { level: 'fault', file: 'law.json', place: sayLimit(limits, index) } as const
    if (from === null) {
      const write = 'Only the first limit may begin at a day that is not known. Give this one its day, or put it first.'
      return [{ ...at, wrong: 'has no beginning and is not the first', write, example: '"from": "2011-12"' }]
    }
    const [mine, theirs] = [edtfBounds(from), before === null ? null : edtfBounds(before)]
    if (mine.earliest === null || mine.latest === null) {
      return [
        {
          ...at,
          wrong: `begins at "${from}", which has an open end`,
          write: 'Write a day, a month or a year.',
          example: '"from": "2011-12"',
        },
      ]
    }
    if (theirs === null || (theirs.latest !== null && theirs.latest < mine.earliest)) return []
    return [
      {
        ...at,
        wrong: `begins at ${from}, and the one before it at ${String(before)}: the two overlap or stand in the wrong order`,
        write: 'Put the oldest first, and write each day so exactly that one certainly comes after the other.',
        example: '"from": "2011-11-30" … "from": "2011-12"',
      },
    ]
  })
}

/** What is allowed and worth a look. */
export function looksAtLaw({ limits }: LawPack): Finding[] {
  const [first] = limits
  const before: Finding[] =
    first === undefined || first.from === null
      ? []
      : [
          {
            level: 'look',
            file: 'law.json',
            place: sayLimit(limits, 0),
            wrong: `before ${first.from} no limit is known: for those days the clock says "no limit in law known to Komar"`,
            write: 'Add the limit that held before, above this one, if a source names it.',
            example: '{ "from": null, "months": 72, "source": "…", "status": "sourced" }',
          },
        ]
  return [...before, ...limits.flatMap((limit, index) => falls(limits, limit, index))]
}

function falls(limits: readonly Limit[], limit: Limit, index: number): Finding[] {
  const former = limits[index - 1]
  if (former === undefined || limit.months === null || limit.note !== undefined) return []
  if (former.months !== null && former.months <= limit.months) return []
  const was = former.months === null ? 'no fixed limit' : `${former.months} months`
  return [
    {
      level: 'look',
      file: 'law.json',
      place: sayLimit(limits, index),
      wrong: `the limit falls from ${was} to ${limit.months} months, and nothing is said of children who are between the two on that day: all of them are past it at once`,
      write: 'Read whether the law gives them time. Say in a note what it says, or that it says nothing.',
      example: '"note": { "en": "The law gives no time for children already inside.", "km": "…" }',
    },
  ]
}

/** The zone's own winter offset; null when the name is none. */
function zoneOf({ timeZone }: Pick<PolicyHead, 'timeZone'>): { winter: string; hasSummerTime: boolean } | null {
  try {
    const offsets = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((at) => offsetAt(timeZone.name, at))
    const [january = '', july = ''] = offsets
    return { winter: minutes(january) <= minutes(july) ? january : july, hasSummerTime: january !== july }
  } catch {
    return null
  }
}

function offsetAt(timeZone: string, at: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(at))
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? ''
  return name === '' ? '+00:00' : name
}

function minutes(offset: string): number {
  return (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
}

/** The time zone must be one, and its offset the one of winter. */
export function checkZone(head: PolicyHead): Finding[] {
  const at = { file: 'pack.json', place: 'time zone' } as const
  const zone = zoneOf(head)
  if (zone === null) {
    const write = 'Write a name of the IANA list: a continent and a city.'
    return [
      {
        ...at,
        level: 'fault',
        wrong: `there is no time zone "${head.timeZone.name}"`,
        write,
        example: '"name": "Asia/Phnom_Penh"',
      },
    ]
  }
  if (zone.winter !== head.timeZone.utcOffset) {
    return [
      {
        ...at,
        level: 'fault',
        wrong: `the offset is written as ${head.timeZone.utcOffset}, and in winter it is ${zone.winter} there`,
        write: 'Write the offset of winter.',
        example: `"utcOffset": "${zone.winter}"`,
      },
    ]
  }
  if (!zone.hasSummerTime) return []
  return [
    {
      ...at,
      level: 'look',
      wrong:
        'there is summer time there: what comes in during the last hour of a summer day is reckoned to that day, and not to the next',
      write: 'Nothing to write: Komar reckons deadlines with the offset of winter, and shows hours in local time.',
      example: '',
    },
  ]
}
