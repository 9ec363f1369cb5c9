// care, warning signs of trade in children: a tick list on forms of placement and visits, and what a supervisor did about it. Any sign
// is acted upon the same day, and holds approvals and separations until then (practice.md part 2, "Trade in children").
import * as z from 'zod'
import { body, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'

export const warningSigns = [
  'outsider-offers',
  'thumbprint-asked',
  'payment',
  'foreign-visitor-chooses',
  'home-not-registered',
] as const

export const warningSignsSeen = kind({
  name: 'care.warning-signs-seen',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'Signs that somebody may be taking the child for gain. They say what was seen, not who is guilty.',
  body: body({ signs: z.array(z.enum(warningSigns)).min(1).max(warningSigns.length), words: text.optional() }),
})

export const warningFindings = ['no-danger', 'made-safe', 'danger-goes-on'] as const

export const warningSignsAnswered = kind({
  name: 'care.warning-signs-answered',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  roles: ['supervisor'],
  doc: 'What a supervisor did about warning signs, and what was found. While the danger goes on, approvals and separations wait.',
  body: body({ warning: uuidSchema, whatWasDone: text, finding: z.enum(warningFindings) }),
})
