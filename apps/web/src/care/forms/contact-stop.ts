// Contact is stopped until a day, and how closely a child is visited: two acts of a supervisor, each with its reasons (practice.md, G-C1, G-F1).
import { contactStopped, needLevels, needLevelSet } from '@komar/domain/care/after-kinds'
import { addDays } from '@komar/domain/time/plain-date'
import { bodyFrom } from '../../record/body-from.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { formatDate } from '../../i18n/format-date.ts'
import type { Option } from '../../ui/choice-field.tsx'

/** Full decisions that hold today: no other stops contact. */
function fullDecisions({ child, speech, today }: RecordContext): Option[] {
  return (child?.assess.decisions ?? [])
    .filter(({ type, until }) => type === 'full' && until >= today)
    .map(({ id, takenOn, until }) => ({
      value: id,
      label: speech.text('form.separation-plan.decision-of', {
        date: formatDate(takenOn, speech),
        until: formatDate(until, speech),
      }),
    }))
}

export const contactStopForm: FormDefinition = {
  name: 'contact-stop',
  subject: 'child',
  title: 'action.contact-stop',
  lead: 'form.contact-stop.lead',
  kinds: [contactStopped.name],
  fields: [
    {
      type: 'choice',
      id: 'decision',
      label: 'form.contact-stop.decision',
      isOptional: true,
      options: fullDecisions,
      when: (_, context) => fullDecisions(context).length > 0,
    },
    {
      type: 'text',
      id: 'danger',
      label: 'form.contact-stop.danger',
      help: 'form.contact-stop.danger-help',
      isOptional: true,
    },
    { type: 'text', id: 'reasons', label: 'form.contact-stop.reasons', isOptional: true },
    {
      type: 'tick',
      id: 'isPunishment',
      label: 'form.contact-stop.punishment',
      help: 'form.contact-stop.punishment-help',
    },
    {
      type: 'day',
      id: 'reviewOn',
      label: 'form.contact-stop.review',
      help: 'form.contact-stop.review-help',
      isOptional: true,
    },
  ],
  initial: (context) => ({
    reviewOn: addDays(context.today, rulesOf(context).procedures.contact.stopReviewWithin.value),
  }),
  build: (values, context) => [
    act(context, {
      kind: contactStopped.name,
      subject: context.subject.id,
      body: bodyFrom(contactStopForm.fields, values, context),
    }),
  ],
}

export const needLevelForm: FormDefinition = {
  name: 'need-level',
  subject: 'child',
  title: 'action.need-level',
  lead: 'form.need-level.lead',
  kinds: [needLevelSet.name],
  fields: [
    { type: 'choice', id: 'level', label: 'form.need-level.level', options: words('option.level', needLevels) },
    { type: 'text', id: 'reasons', label: 'form.need-level.reasons', isOptional: true },
  ],
  initial: ({ child }) => ({ level: child?.after.needLevels.at(-1)?.body.level ?? 'medium' }),
  build: (values, context) => [
    act(context, {
      kind: needLevelSet.name,
      subject: context.subject.id,
      body: bodyFrom(needLevelForm.fields, values, context),
    }),
  ],
}
