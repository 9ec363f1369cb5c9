// The questionnaires as pages: their address, which one it is, in which form.
import type { AssessmentType } from '@komar/domain/assess/kinds'
import type { MessageId } from '../../i18n/message-id.ts'

export type Asking = {
  /** The last part of the page's address. */
  name: string
  type: AssessmentType
  form: 'short' | 'full'
  title: MessageId
  lead: MessageId
}

export const askings = [
  { name: 'entry-check', type: 'entry', form: 'short', title: 'action.entry-check', lead: 'form.entry-check.lead' },
  { name: 'entry-assessment', type: 'entry', form: 'full', title: 'action.assessment', lead: 'form.assessment.lead' },
  ...(['birth', 'periodic', 'before-limit', 'separation', 'placement', 'reunification'] as const).map((type) =>
    fullForm(type),
  ),
] as const satisfies readonly Asking[]

function fullForm<Type extends Exclude<AssessmentType, 'entry'>>(type: Type) {
  const name = `${type}-assessment` as const
  return { name, type, form: 'full', title: `action.${name}`, lead: `form.${name}.lead` } as const
}

/** The address of a questionnaire on paper: blank, or an assessment as answered. */
export function paperAddress(child: string, name: string, assessment?: string): string {
  const blank = `/children/${child}/paper/${name}`
  return assessment === undefined ? blank : `${blank}/${assessment}`
}

/** The page on which an assessment of this type goes on. */
export function askingFor(type: AssessmentType, isShort = false): string {
  const form = isShort && type === 'entry' ? 'short' : 'full'
  return askings.find((each) => each.type === type && each.form === form)?.name ?? 'entry-assessment'
}
