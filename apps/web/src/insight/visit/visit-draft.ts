// What stands on the page of a visit while it is filled: kept on the device as it is typed, by ids only, and read again by any later
// version of the page. Nothing in it is mandatory but when; where is the page, and who is whoever is signed in (practice.md part 2).
import { attachmentSchema } from '@komar/domain/chronicle/attachments'
import { roundAnswers, whoTold } from '@komar/domain/assess/round-kinds'
import {
  closings,
  dayTypes,
  foodFound,
  leftTypes,
  photographed,
  roomsFound,
  roundWays,
  unseenParts,
  waterFound,
} from '@komar/domain/conditions/round-kinds'
import { departures } from '@komar/domain/register/kinds'
import { findings } from '@komar/domain/register/looked-for-kinds'
import * as z from 'zod'

const answer = z.enum(roundAnswers).optional()

const childSchema = z.object({
  found: z.enum(findings).optional(),
  saidRoute: z.enum(departures).optional(),
  eats: answer,
  ill: answer,
  frightened: answer,
  freely: z.enum(['yes', 'no', 'not-sure']).optional(),
  whoTold: z.enum(whoTold).optional(),
  words: z.string().optional(),
})
export type ChildDraft = z.infer<typeof childSchema>

const pictureSchema = z.object({
  photographed: z.enum(photographed).optional(),
  hasNoFace: z.boolean(),
  caption: z.string(),
  attachments: z.array(attachmentSchema),
})
export type PictureDraft = z.infer<typeof pictureSchema>

export const countFields = ['children', 'mothersWithChildren', 'pregnantWomen', 'women', 'population'] as const

const visitSchema = z.object({
  roundWay: z.enum(roundWays),
  occurred: z.string(),
  visitors: z.string(),
  minutes: z.string(),
  isFromPaper: z.boolean(),
  children: z.record(z.string(), childSchema),
  carers: z.record(z.string(), z.object({ found: z.enum(findings) })),
  counts: z.partialRecord(z.enum(countFields), z.string()),
  unseen: z.array(z.enum(unseenParts)),
  whyUnseen: z.string(),
  hours: z.partialRecord(z.enum(dayTypes), z.string()),
  food: z.enum(foodFound).optional(),
  water: z.enum(waterFound).optional(),
  rooms: z.enum(roomsFound).optional(),
  placeWords: z.string(),
  closed: z.record(z.string(), z.object({ closing: z.enum(closings), closingWords: z.string() })),
  left: z.array(z.object({ leftType: z.enum(leftTypes), leftWords: z.string() })),
  pictures: z.array(pictureSchema),
  voice: z.array(attachmentSchema),
})
export type VisitDraft = z.infer<typeof visitSchema>

export type Change = (to: (before: VisitDraft) => VisitDraft) => void

/** `last`: who went the last time, whose round is the default for this one. */
export function newVisit(today: string, last: { visitors?: string | undefined } = {}): VisitDraft {
  return {
    roundWay: 'quick',
    occurred: today,
    visitors: last.visitors ?? '',
    minutes: '',
    isFromPaper: false,
    children: {},
    carers: {},
    counts: {},
    unseen: [],
    whyUnseen: '',
    hours: {},
    placeWords: '',
    closed: {},
    left: [],
    pictures: [],
    voice: [],
  }
}

/** A stored draft; null when something else is stored there. */
export function readVisit(stored: unknown): VisitDraft | null {
  return visitSchema.safeParse(stored).data ?? null
}

/** Changes one child's line. */
export function withChild(draft: VisitDraft, child: string, change: Partial<ChildDraft>): VisitDraft {
  return { ...draft, children: { ...draft.children, [child]: { ...draft.children[child], ...change } } }
}
