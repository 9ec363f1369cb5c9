// A child's life as lanes: where it lived, the mother's custody, the age limit, care and contact, assessments and decisions. Each mark
// bears the id of the entry behind it, so that a tap opens the entry; marks that no entry states (the law) bear none of an entry.
import { outsideSpells } from '@komar/domain/care/outside-spells'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { CountryPack } from '@komar/domain/policy'
import type { Custody, DayRange } from '@komar/domain/register/state'
import { edtfBounds, type Edtf } from '@komar/domain/time/edtf'
import { addDays, earlier, later, type DateRange, type PlainDate } from '@komar/domain/time/plain-date'
import { formatMonths } from '../i18n/format-date.ts'
import type { Speech } from '../i18n/speech.ts'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import type { Lane, LifelineData, Mark, Moment, Spell } from '../ui/lifeline-data.ts'

export type LifelineParts = {
  file: ChildFile
  /** The mother's custody, where the reader may see it. */
  custody: readonly Custody[] | null
  pack: CountryPack
  today: PlainDate
  speech: Speech
  facilityName: (id: string) => string
}

/** The lifeline of a child; null when nothing is dated yet. */
export function childLifeline(parts: LifelineParts): LifelineData | null {
  const { file, today, speech } = parts
  const { earliest, latest } = file.register.birth.range
  const birth = earliest === null || latest === null ? null : { earliest, latest }
  const lanes: Lane[] = [
    { id: 'residence', label: speech.text('lane.residence'), marks: residenceMarks(parts) },
    ...(parts.custody === null
      ? []
      : [{ id: 'custody', label: speech.text('lane.custody'), marks: custodyMarks(parts) }]),
    { id: 'care', label: speech.text('lane.care'), marks: careMarks(parts) },
    { id: 'assess', label: speech.text('lane.assess'), marks: assessMarks(parts) },
  ]
  const days = lanes.flatMap(({ marks }) => marks.map((mark) => (mark.type === 'spell' ? mark.from : mark.at).earliest))
  const first = [...(birth === null ? days : [birth.earliest])].toSorted()[0]
  if (first === undefined) return null
  const start = earlier(first, today)
  const law = { id: 'law', label: speech.text('lane.law'), marks: lawMarks(parts, start) }
  const [residence, ...rest] = lanes
  return {
    start,
    today,
    birth,
    lanes: [...(residence === undefined ? [] : [residence]), law, ...rest].filter(hasMarks),
  }
}

function hasMarks({ marks }: Lane): boolean {
  return marks.length > 0
}

/** Both ends of a date; an open end takes the other one. */
export function rangeOf(edtf: Edtf): DateRange | null {
  const { earliest, latest } = edtfBounds(edtf)
  const [from, to] = [earliest ?? latest, latest ?? earliest]
  return from === null || to === null ? null : { earliest: from, latest: to }
}

function residenceMarks({ file, speech, facilityName }: LifelineParts): Mark[] {
  const inside = file.register.residences.flatMap(({ id, facility, from, to }): Spell[] => {
    const begun = rangeOf(from)
    if (begun === null) return []
    return [
      {
        type: 'spell',
        id,
        label: facilityName(facility),
        look: 'prison',
        from: begun,
        until: to === null ? leftOn(file) : rangeOf(to),
      },
    ]
  })
  const outside = outsideSpells(file.settled).flatMap(({ id, tier, from, until }): Spell[] => {
    const begun = rangeOf(from)
    if (begun === null) return []
    const ended = until === null ? null : rangeOf(until)
    return [{ type: 'spell', id, label: sayTier(tier, speech), look: 'outside', from: begun, until: ended }]
  })
  return [...inside, ...outside, ...leftOutsideMarks(file, speech)]
}

/** A child left outside lives where was last said, until it enters a prison, moves to a carer, or dies. */
function leftOutsideMarks({ outside, register, care }: ChildFile, speech: Speech): Spell[] {
  const others = [...register.residences.map(({ from }) => from), ...care.placements.map(({ entry }) => entry.occurred)]
  return outside.all.flatMap(({ id, body, entry }, index): Spell[] => {
    const from = rangeOf(entry.occurred)
    if (from === null) return []
    const next = outside.all[index + 1]?.entry.occurred
    const ends = [...(next === undefined ? [] : [next]), ...others].flatMap((each) => rangeOf(each) ?? [])
    const until = ends.filter(({ earliest }) => earliest >= from.earliest).toSorted(byDay)[0] ?? null
    const died = register.died === null ? null : dayRange(register.died)
    return [
      {
        type: 'spell',
        id,
        label: sayOption('livingWith', body.livingWith, speech),
        look: 'outside',
        from,
        until: until ?? died,
      },
    ]
  })
}

function byDay(left: DateRange, right: DateRange): number {
  return left.earliest < right.earliest ? -1 : 1
}

/** A child who moved to a carer lives no longer in the prison, whether or not the prison has said so. */
function leftOn({ departure }: ChildFile): DateRange | null {
  return departure === null ? null : dayRange(departure.range)
}

function dayRange(range: DayRange): DateRange | null {
  const earliest = range.earliest ?? range.latest
  const latest = range.latest ?? range.earliest
  return earliest === null || latest === null ? null : { earliest, latest }
}

function custodyMarks({ custody, speech, facilityName }: LifelineParts): Mark[] {
  return (custody ?? []).flatMap((spell): Spell[] => {
    const from = rangeOf(spell.from)
    if (from === null) return []
    const label = spell.facility === null ? sayOption('place', spell.place, speech) : facilityName(spell.facility)
    return [
      {
        type: 'spell',
        id: spell.id,
        label,
        look: 'custody',
        from,
        until: spell.to === null ? null : rangeOf(spell.to),
      },
    ]
  })
}

/** The limits in force during the child's life, and from when the child is past them for as long as it is inside. */
function lawMarks({ file, pack, today, speech }: LifelineParts, start: PlainDate): Mark[] {
  const limits = pack.law.limits
  const inForce = limits.flatMap(({ from, months }, index): Spell[] => {
    const next = limits[index + 1]?.from ?? null
    const begun = (from === null ? null : rangeOf(from)) ?? { earliest: start, latest: start }
    const until = next === null ? null : rangeOf(next)
    if (begun.earliest > today || (until !== null && until.latest < start)) return []
    const label =
      months === null
        ? speech.text('clock.no-limit-known')
        : speech.text('mark.limit', { age: formatMonths(months, speech) })
    const shown = { earliest: later(begun.earliest, start), latest: later(begun.latest, start) }
    return [{ type: 'spell', id: `law-${index}`, label, look: 'law', from: shown, until }]
  })
  const { limit } = file
  if (limit === null || limit.earliest > today) return inForce

  return [...inForce, { type: 'moment', id: 'law-past', label: speech.text('mark.past'), look: 'concern', at: limit }]
}

function careMarks({ file, speech }: LifelineParts): Mark[] {
  const { contacts, followUps, plans, options } = file.care
  return [
    ...options.flatMap(({ id, body, entry }) =>
      moment(id, entry.occurred, speech.text('mark.option', { tier: sayTier(body.tier, speech) }), 'care'),
    ),
    ...plans.flatMap(({ id, entry }) => moment(id, entry.occurred, speech.text('mark.plan'), 'care')),
    ...contacts.flatMap(({ id, body, entry }) =>
      body.hasHappened
        ? moment(id, entry.occurred, speech.text('mark.contact', { way: sayOption('way', body.way, speech) }), 'care')
        : moment(id, entry.occurred, speech.text('mark.contact-missed'), 'concern'),
    ),
    ...followUps.flatMap(({ id, body, entry }) => {
      const look = body.concern === 'act' ? 'concern' : 'care'
      return moment(
        id,
        entry.occurred,
        speech.text('mark.follow-up', { way: sayOption('way', body.way, speech) }),
        look,
      )
    }),
  ]
}

function assessMarks({ file, today, speech }: LifelineParts): Mark[] {
  const assessments = file.assess.assessments.flatMap(({ id, type, started, finished }): Moment[] => {
    const day = started ?? (finished === null ? null : edtfBounds(finished.entry.occurred).latest)
    if (day === null) return []
    const words = finished === null ? 'mark.assessment-unfinished' : 'mark.assessment'
    const label = speech.text(words, { type: sayOption('type', type, speech) })
    return [
      { type: 'moment', id, label, look: finished === null ? 'concern' : 'law', at: { earliest: day, latest: day } },
    ]
  })
  const { decisions } = file.assess
  const decided = decisions.flatMap((decision, index): Spell[] => {
    const { id, from, until, type, outcome } = decision
    if (from > today) return []
    // A later decision ends the former.
    const next = decisions[index + 1]?.from
    const last = next === undefined ? until : earlier(until, addDays(next, -1))
    const label = speech.text('mark.decision', {
      type: sayOption('type', type, speech),
      outcome: sayOption('outcome', outcome, speech),
    })
    const ends = last >= today ? null : { earliest: last, latest: last }
    return [{ type: 'spell', id, label, look: 'law', from: { earliest: from, latest: from }, until: ends }]
  })
  return [...decided, ...assessments]
}

function moment(id: string, occurred: Edtf, label: string, look: Moment['look']): Moment[] {
  const at = rangeOf(occurred)
  return at === null ? [] : [{ type: 'moment', id, label, look, at }]
}
