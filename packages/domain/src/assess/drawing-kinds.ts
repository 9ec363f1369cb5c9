// assess: a child's drawing or life map, with the child's own words, what it does not want to talk about, and who allowed that it is
// kept (practice.md part 1 row 26). Never taken without leave: refused is not kept. Care class: prison staff never see it.
import * as z from 'zod'
import { attachmentsSchema } from '../chronicle/attachments.ts'
import { body, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const drawingTypes = ['drawing', 'life-map', 'other-work'] as const
export const permissions = ['child', 'child-and-carer', 'carer'] as const

export const drawingKept = kind({
  name: 'assess.drawing-kept',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: "A child's drawing or life map, in the child's own words, kept with its permission.",
  body: body({
    drawingType: z.enum(drawingTypes),
    permission: z.enum(permissions),
    childsWords: text.optional(),
    notToTalkAbout: text.optional(),
    attachments: attachmentsSchema.min(1),
  }),
})
