// wellbeing: the days of a child. School, the diary of whoever cares for it, losses and friends. Care class: social workers write it.
// Source: practice.md part 1 rows 24 and 25, part 6 C9–C13; the report (a friend drowned; he cannot name a friend).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'
import { yesNoUnknown } from './answers.ts'

export const attendances = ['most-days', 'some-days', 'rarely', 'unknown'] as const

export const schoolStated = kind({
  name: 'wellbeing.school-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'Whether a child goes to school, in which grade (0 is preschool), how often, whether it is teased, and which help it gets.',
  body: body({
    isAtSchool: z.boolean(),
    grade: z.number().int().min(0).max(12).optional(),
    attendance: z.enum(attendances).optional(),
    isTeased: z.enum(yesNoUnknown).optional(),
    schoolHelp: text.optional(),
    notAtSchool: line.optional(),
    words: text.optional(),
  }),
})

export const tones = ['good', 'hard'] as const
export const diaryTags = [
  'sleep',
  'eating',
  'play',
  'friends',
  'school',
  'learned',
  'helped',
  'mother',
  'sad',
  'angry',
  'afraid',
  'ill',
] as const

export const diaryWritten = kind({
  name: 'wellbeing.diary-written',
  family: 'fact',
  class: 'care',
  subject: 'child',
  roles: ['social-worker', 'supervisor', 'carer'],
  doc: "A line in the diary of whoever cares for the child: a good or a hard event, with tags, in the carer's own words.",
  body: body({
    tone: z.enum(tones),
    tags: z.array(z.enum(diaryTags)).max(diaryTags.length),
    words: text.optional(),
  }),
})

export const losses = ['mother', 'father', 'sibling', 'grandparent', 'friend', 'carer', 'other'] as const

export const lossStated = kind({
  name: 'wellbeing.loss-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'The child lost somebody, or something that it leaned on: who, whether the child was told, how it is.',
  body: body({
    lossOf: z.enum(losses),
    isChildTold: z.enum(yesNoUnknown),
    howChildIs: text.optional(),
    words: text.optional(),
  }),
})

export const friendsStated = kind({
  name: 'wellbeing.friends-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'Whether the child can name a friend, and whether friends of its are still inside.',
  body: body({
    hasFriend: z.enum(yesNoUnknown),
    friendsInside: z.enum(yesNoUnknown).optional(),
    words: text.optional(),
  }),
})
