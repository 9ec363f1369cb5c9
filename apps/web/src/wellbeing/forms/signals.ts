// Closing a signal with what was done: one form for each class, as a closing tells what was found. What cannot be met here is passed on,
// and counted, instead of being called no concern (practice.md part 2).
import type { AccessClass } from '@komar/domain/access/classes'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import {
  careSignalClosed,
  closings,
  healthSignalClosed,
  psychologySignalClosed,
  safeguardingSignalClosed,
} from '@komar/domain/wellbeing/closing-kinds'
import { closingClass } from '@komar/domain/wellbeing/signal'
import { formatDate } from '../../i18n/format-date.ts'
import type { MessageId } from '../../i18n/message-id.ts'
import { knownMessage } from '../../i18n/known-message.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

function openSignals({ child }: RecordContext, guard: AccessClass): Deadline[] {
  return (child?.deadlines ?? []).filter(
    (each) => each.code.startsWith('wellbeing.') && closingClass(each) === guard && !metOtherwise.has(each.code),
  )
}

/** Met by recording what they ask for, never by closing. */
const metOtherwise: ReadonlySet<string> = new Set(['wellbeing.growth-missing', 'wellbeing.possible-harm'])

function idOf({ code, key }: Pick<Deadline, 'code' | 'key'>): string {
  return `${code} ${key}`
}

function closingForm(name: string, title: MessageId, kind: string, guard: AccessClass): FormDefinition {
  const options = (context: RecordContext): Option[] =>
    openSignals(context, guard).map((each) => {
      const sentence = knownMessage(`deadline.${each.code}`)
      return {
        value: idOf(each),
        label: sentence === null ? each.code : context.speech.text(sentence),
        hint: formatDate(each.opens, context.speech),
      }
    })
  return {
    name,
    subject: 'child',
    title,
    lead: 'form.signal.lead',
    kinds: [kind],
    fields: [
      { type: 'choice', id: 'signal', label: 'form.signal.which', options },
      { type: 'choice', id: 'closedAs', label: 'field.closedAs', options: words('option.closedAs', closings) },
      { type: 'text', id: 'whatWasDone', label: 'field.whatWasDone' },
      {
        type: 'line',
        id: 'passedTo',
        label: 'field.passedTo',
        when: (values) => ['cannot-be-met', 'referred'].includes(said(values, 'closedAs') ?? ''),
      },
      occurredField,
      ...basisFields,
    ],
    initial: (context) => {
      const [first, ...more] = options(context)
      return { occurred: context.today, basis: 'seen', signal: more.length === 0 ? (first?.value ?? '') : '' }
    },
    build: (values, context) => [
      fact(values, { kind, subject: context.subject.id, body: bodyOf(values, openSignals(context, guard)) }),
    ],
  }
}

function bodyOf(values: Values, open: readonly Deadline[]): Record<string, unknown> {
  const closed = open.find((each) => idOf(each) === said(values, 'signal'))
  return {
    signal: closed?.code,
    signalKey: closed?.key,
    closedAs: said(values, 'closedAs'),
    whatWasDone: said(values, 'whatWasDone'),
    passedTo: said(values, 'passedTo'),
  }
}

export const signalForms: readonly FormDefinition[] = [
  closingForm('health-signal', 'action.health-signal', healthSignalClosed.name, 'health'),
  closingForm('care-signal', 'action.care-signal', careSignalClosed.name, 'care'),
  closingForm('mind-signal', 'action.mind-signal', psychologySignalClosed.name, 'psychology'),
  closingForm('safety-signal', 'action.safety-signal', safeguardingSignalClosed.name, 'safeguarding'),
]
