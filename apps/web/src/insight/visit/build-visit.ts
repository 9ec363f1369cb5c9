// From a visit to its entries. What belongs to the place comes first and stands together: the round, the count, what was found. What was
// seen of each child and carer follows, each by itself, so that one who was moved away meanwhile does not undo the round; each names the
// round by the id of its entry. What nobody said makes no entry.
import { roundAnswered } from '@komar/domain/assess/round-kinds'
import {
  dayTypes,
  placeAnswered,
  placePhotographed,
  placeVoiceNoteKept,
  questionClosed,
  questionLeft,
  roundMade,
} from '@komar/domain/conditions/round-kinds'
import { censusTaken } from '@komar/domain/register/kinds'
import { carerLookedFor, childLookedFor, type Finding } from '@komar/domain/register/looked-for-kinds'
import { toLatinDigits } from '@komar/domain/time/edtf'
import { compact } from '../../record/drafting.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import { countFields, type ChildDraft, type VisitDraft } from './visit-draft.ts'

export type VisitPlan = {
  /** All or none of them. */
  place: EntryDraft[]
  /** Each by itself. */
  rest: EntryDraft[]
}

type Where = {
  facility: string
  /** The children of the list that was gone through, and how many of them came since the last round. */
  listed: readonly string[]
  newcomers: number
  newId: () => string
}

/** The entries of one press. */
export function visitEntries(draft: VisitDraft, where: Where): VisitPlan {
  const { facility, newId } = where
  const { occurred } = draft
  const round = newId()
  const about: About = (kind, subject, basis, body) => ({
    kind,
    subject,
    occurred,
    basis,
    body: compact({ round, ...body }),
  })
  const made = { kind: roundMade.name, subject: facility, occurred, basis: 'seen', id: round } as const
  return {
    place: [
      { ...made, body: roundBody(draft, where) },
      ...census(draft, where),
      ...placeFound(draft).map((body) => about(placeAnswered.name, facility, 'seen', body)),
    ],
    rest: [
      ...Object.entries(draft.children).flatMap(([child, line]) => ofChild(child, line, facility, about)),
      ...Object.entries(draft.carers).map(([carer, { found }]) =>
        about(carerLookedFor.name, carer, basisOf(found), { facility, found }),
      ),
      ...ofPlace(draft, facility, about),
    ],
  }
}

function ofPlace(draft: VisitDraft, facility: string, about: About): EntryDraft[] {
  const closed = Object.entries(draft.closed).map(([question, { closing, closingWords }]) =>
    about(questionClosed.name, facility, 'told', { question, closing, closingWords: words(closingWords) }),
  )
  const left = draft.left.flatMap(({ leftType, leftWords }) => {
    const said = words(leftWords)
    const basis = leftType === 'promise' ? 'told' : 'inferred'
    return said === undefined ? [] : [about(questionLeft.name, facility, basis, { leftType, leftWords: said })]
  })
  const voice = { attachments: draft.voice }
  return [
    ...closed,
    ...left,
    ...pictures(draft).map((body) => about(placePhotographed.name, facility, 'seen', body)),
    ...(draft.voice.length === 0 ? [] : [about(placeVoiceNoteKept.name, facility, 'told', voice)]),
  ]
}

/** How many entries a press would write; the round itself is always one. */
export function unrecorded(draft: VisitDraft, where: Omit<Where, 'newId'>): number {
  const { place, rest } = visitEntries(draft, { ...where, newId: () => '' })
  return place.length - 1 + rest.length
}

function roundBody(draft: VisitDraft, { listed, newcomers }: Where): Record<string, unknown> {
  const found = listed.map((child) => draft.children[child]?.found)
  const tally = (...which: Finding[]): number => found.filter((each) => which.some((one) => one === each)).length
  return compact({
    roundWay: draft.roundWay,
    visitors: words(draft.visitors),
    minutes: between(number(draft.minutes), 1, 1440),
    isFromPaper: draft.isFromPaper || undefined,
    listed: listed.length,
    here: tally('seen', 'said-to-be-here'),
    gone: tally('said-gone'),
    notSeen: tally('not-seen'),
    newcomers,
    unseen: draft.unseen.length === 0 ? undefined : draft.unseen,
    whyUnseen: draft.unseen.length === 0 ? undefined : words(draft.whyUnseen),
  })
}

/** Children whom the ticks count: only where every child of the list was looked for and none was left out. */
export function countedChildren(draft: VisitDraft, listed: readonly string[]): number | undefined {
  const found = listed.map((child) => draft.children[child]?.found)
  if (listed.length === 0 || found.some((each) => each === undefined || each === 'not-seen')) return undefined
  return found.filter((each) => each !== 'said-gone').length
}

/** A count where one was made: a zero is a number too, and what was not counted stays out. */
function census(draft: VisitDraft, { facility, listed }: Where): EntryDraft[] {
  const typed = Object.fromEntries(countFields.map((field) => [field, number(draft.counts[field] ?? '')]))
  const counted = compact({ ...typed, children: typed['children'] ?? countedChildren(draft, listed) })
  if (Object.keys(counted).length === 0) return []
  const body = { method: 'visit', ...counted }
  return [{ kind: censusTaken.name, subject: facility, occurred: draft.occurred, basis: 'seen', body }]
}

function placeFound({ roundWay, hours, food, water, rooms, placeWords }: VisitDraft): Record<string, unknown>[] {
  if (roundWay !== 'monthly') return []
  const known = dayTypes.flatMap((dayType) => {
    const unlocked = between(decimal(hours[dayType] ?? ''), 0, 24)
    return unlocked === undefined ? [] : [{ dayType, unlocked }]
  })
  const found = compact({
    hours: known.length === 0 ? undefined : known,
    food,
    water,
    rooms,
    placeWords: words(placeWords),
  })
  return Object.keys(found).length === 0 ? [] : [found]
}

type About = (kind: string, subject: string, basis: EntryDraft['basis'], body: Record<string, unknown>) => EntryDraft

function ofChild(child: string, line: ChildDraft, facility: string, about: About): EntryDraft[] {
  const { found, saidRoute, words: said, ...answers } = line
  const looked = { facility, found, route: found === 'said-gone' ? saidRoute : undefined }
  const told = compact({ ...answers, words: words(said ?? '') })
  const { eats, ill, frightened, words: heard } = told
  const isAnswered = [eats, ill, frightened, heard].some((each) => each !== undefined)
  return [
    ...(found === undefined ? [] : [about(childLookedFor.name, child, basisOf(found), looked)]),
    ...(isAnswered ? [about(roundAnswered.name, child, 'told', told)] : []),
  ]
}

function basisOf(found: Finding): EntryDraft['basis'] {
  return found === 'seen' || found === 'not-seen' ? 'seen' : 'told'
}

/** Whether a picture was taken of which nobody said yet that there is no face in it: it would not be recorded, and is not lost unsaid. */
export function picturesToLookAt({ pictures: all }: VisitDraft): boolean {
  return all.some(({ attachments, hasNoFace }) => attachments.length > 0 && !hasNoFace)
}

function pictures({ pictures: all }: VisitDraft): Record<string, unknown>[] {
  return all
    .filter(({ attachments, hasNoFace }) => attachments.length > 0 && hasNoFace)
    .map(({ photographed, caption, attachments }) => ({
      photographed: photographed ?? 'other-thing',
      hasNoFace: true,
      caption: words(caption),
      attachments,
    }))
}

function words(typed: string): string | undefined {
  return typed.trim() === '' ? undefined : typed.trim()
}

/** A whole number in Latin or Khmer figures. */
function number(typed: string): number | undefined {
  const figures = toLatinDigits(typed.trim())
  return /^\d{1,5}$/.test(figures) ? Number(figures) : undefined
}

/** Hours, with a point or a comma. */
function decimal(typed: string): number | undefined {
  const figures = toLatinDigits(typed.trim()).replace(',', '.')
  return /^\d{1,2}(\.\d{1,2})?$/.test(figures) ? Number(figures) : undefined
}

function between(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined
}
