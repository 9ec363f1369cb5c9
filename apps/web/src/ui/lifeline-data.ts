// What a lifeline shows, and where on the band: lanes of spells and moments, each end with its earliest and latest day.
import { addMonths, toDayNumber, type DateRange, type PlainDate } from '@komar/domain/time/plain-date'
import { scaleLinear, type ScaleLinear } from 'd3-scale'

/** How a spell looks; each has a colour, a lightness and a pattern of its own. */
export type SpellLook = 'prison' | 'outside' | 'custody' | 'law' | 'care' | 'concern'

export type Spell = {
  type: 'spell'
  id: string
  label: string
  look: SpellLook
  from: DateRange
  /** Null while it goes on. */
  until: DateRange | null
}

export type Moment = { type: 'moment'; id: string; label: string; look: SpellLook; at: DateRange }

export type Mark = Spell | Moment

export type Lane = { id: string; label: string; marks: readonly Mark[] }

export type LifelineData = {
  /** Where the band begins: the earliest possible birth. */
  start: PlainDate
  today: PlainDate
  /** The day from which the ticks count age, when it is about known. */
  birth: DateRange | null
  lanes: readonly Lane[]
}

export type Place = {
  /** Fully drawn between `solidFrom` and `solidUntil`, fading to `from` and `until` where the ends are uncertain. */
  from: number
  solidFrom: number
  solidUntil: number
  until: number
}

export type Band = { scale: ScaleLinear<number, number>; widthPx: number; todayPx: number }

const daysPerYear = 365.2425
const roomBeforePx = 12
/** Room for the word "today", which stands over the last day. */
const roomAfterPx = 40

/** The scale of a band whose years are at least so many pixels wide, and which fills `leastPx`. */
export function bandOf(data: Pick<LifelineData, 'start' | 'today'>, pxPerYear: number, leastPx = 0): Band {
  const first = toDayNumber(data.start)
  const last = Math.max(first + 1, toDayNumber(data.today))
  const widthPx = Math.max(leastPx, Math.round(((last - first) / daysPerYear) * pxPerYear) + roomBeforePx + roomAfterPx)
  const scale = scaleLinear()
    .domain([first, last])
    .range([roomBeforePx, widthPx - roomAfterPx])
  return { scale, widthPx, todayPx: scale(toDayNumber(data.today)) }
}

/** Where a mark lies; an open spell runs to today, and what began before the band is cut at its beginning. */
export function placeOf(mark: Mark, band: Band, today: PlainDate): Place {
  const at = (day: PlainDate): number => Math.max(0, band.scale(toDayNumber(day)))
  const from = mark.type === 'spell' ? mark.from : mark.at
  const until = mark.type === 'spell' ? (mark.until ?? { earliest: today, latest: today }) : mark.at
  const solidFrom = at(from.latest)
  return {
    from: at(from.earliest),
    solidFrom,
    solidUntil: Math.max(solidFrom, at(until.earliest)),
    until: Math.max(solidFrom, at(until.latest)),
  }
}

export type Tick = { years: number; px: number }

/** A tick at each birthday up to today, from the latest possible birth. */
export function ageTicks(data: LifelineData, band: Band): Tick[] {
  const birth = data.birth?.latest
  if (birth === undefined) return []
  const ticks: Tick[] = []
  for (let years = 0; addMonths(birth, years * 12) <= data.today; years += 1) {
    ticks.push({ years, px: band.scale(toDayNumber(addMonths(birth, years * 12))) })
  }
  return ticks
}
