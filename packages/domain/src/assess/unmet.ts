// What could not be met: concerns that were passed to someone else because nobody here can answer them, counted by what they are and
// by whom they were passed to. It is the list from which a ministry sees what is lacking (practice.md part 2). Those of a sealed
// section stand in that section and are counted only for who may read it.
import { compareText } from '../chronicle/order.ts'
import type { Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import { settle } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { childAssess, type ChildAssess } from './state.ts'

export type Unmet = {
  item: string
  level: 'watch' | 'act'
  passedTo: string
  type: kinds.AssessmentType
  assessment: Uuid
  on: PlainDate | null
}

const sayingKinds = [
  kinds.assessmentFinished,
  kinds.healthAnswered,
  kinds.psychologyAnswered,
  kinds.legalAnswered,
  kinds.safeguardingAnswered,
]

/** Kinds whose entries may say what was passed on. */
export const unmetKinds: readonly string[] = sayingKinds.map(({ name }) => name)

/** What was passed on about one child, of all entries of its chronicle that the reader sees; null where none could say it. */
export function unmetIn(child: SubjectId, entries: readonly Recorded[]): Unmet[] | null {
  const saying = entries.filter(({ kind, subject }) => subject === child && unmetKinds.includes(kind))
  if (saying.length === 0) return null
  return unmetConcerns(childAssess(settle(saying, (name) => sayingKinds.find((kind) => kind.name === name)?.family)))
}

/** The concerns about one child that were passed on. */
export function unmetConcerns({ assessments }: Pick<ChildAssess, 'assessments'>): Unmet[] {
  return assessments.flatMap(({ id, type, finished, sections }) => {
    const said = [...(finished === null ? [] : [finished]), ...sections.map(({ stated }) => stated)]
    return said.flatMap(({ body, entry }) =>
      (body.concerns ?? []).flatMap(({ item, level, passedTo }) =>
        passedTo === undefined
          ? []
          : [{ item, level, passedTo, type, assessment: id, on: edtfBounds(entry.occurred).latest }],
      ),
    )
  })
}

export type UnmetGroup = {
  item: string
  count: number
  /** How many were for the same day. */
  urgent: number
  /** To whom, most often first. */
  passedTo: readonly { who: string; count: number }[]
}

/** Grouped by item, most frequent first; a name differing only in case or spaces is one. */
export function groupUnmet(unmet: readonly Unmet[]): UnmetGroup[] {
  return [...Map.groupBy(unmet, ({ item }) => item)]
    .map(([item, of]) => ({
      item,
      count: of.length,
      urgent: of.filter(({ level }) => level === 'act').length,
      passedTo: [...Map.groupBy(of, ({ passedTo }) => passedTo.trim().replace(/\s+/gu, ' ').toLowerCase())]
        .map(([, same]) => ({ who: same[0]?.passedTo.trim() ?? '', count: same.length }))
        .toSorted((left, right) => right.count - left.count || compareText(left.who, right.who)),
    }))
    .toSorted((left, right) => right.count - left.count || compareText(left.item, right.item))
}
