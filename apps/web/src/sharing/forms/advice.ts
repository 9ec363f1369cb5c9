// The ledger of recommendations: what was advised, what was replied, what came of it. No child is named in any of them.
import { answerDueFor } from '@komar/domain/assess/letter-text'
import { adviceAnswered, adviceFollowed, adviceGiven, adviceReplies } from '@komar/domain/sharing/kinds'
import { adviceLedger } from '@komar/domain/sharing/state'
import { settled } from '@komar/domain/settled'
import { formatDate } from '../../i18n/format-date.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

const longestLabel = 80

function adviceOptions({ entries, speech }: RecordContext): Option[] {
  return adviceLedger(settled(entries)).map(({ id, given, givenOn }) => {
    const { advice, to } = given.body
    const short = advice.length > longestLabel ? `${advice.slice(0, longestLabel)}…` : advice
    const date = givenOn === null ? '' : formatDate(givenOn, speech)
    return { value: id, label: speech.text('form.advice.option', { to, date, advice: short }) }
  })
}

const whichField: FieldKind = { type: 'select', id: 'advice', label: 'form.advice.which', options: adviceOptions }
const asLinked = ({ query, today }: RecordContext): Values => ({ occurred: today, advice: query['advice'] ?? '' })

const givenForm = factForm({
  name: 'advice',
  subject: 'facility',
  title: 'action.advice',
  lead: 'form.advice.lead',
  kind: adviceGiven.name,
  fields: [
    { type: 'line', id: 'to', label: 'form.advice.to', help: 'form.advice.to-help' },
    { type: 'text', id: 'advice', label: 'form.advice.what', help: 'form.advice.no-child' },
    { type: 'line', id: 'followsFrom', label: 'form.advice.follows-from', isOptional: true },
    { ...occurredField, label: 'form.advice.occurred' },
    { type: 'day', id: 'replyDue', label: 'form.advice.reply-due' },
    ...basisFields,
  ],
  initial: ({ today, pack: { law } }) => ({
    occurred: today,
    replyDue: answerDueFor(today, { law }) ?? '',
  }),
})

const answeredForm = factForm({
  name: 'advice-answered',
  subject: 'facility',
  title: 'action.advice-answered',
  kind: adviceAnswered.name,
  fields: [
    whichField,
    { type: 'choice', id: 'reply', label: 'form.advice.reply', options: words('option.reply', adviceReplies) },
    {
      type: 'day',
      id: 'promisedBy',
      label: 'form.letter.promised-by',
      isOptional: true,
      when: (values) => ['accepted', 'accepted-in-part'].includes(said(values, 'reply') ?? ''),
    },
    {
      type: 'line',
      id: 'passedTo',
      label: 'form.letter.passed-to',
      when: (values) => said(values, 'reply') === 'passed-on',
    },
    { type: 'text', id: 'words', label: 'form.advice.words', help: 'form.advice.no-child', isOptional: true },
    { ...occurredField, label: 'form.letter.came-on' },
    ...basisFields,
  ],
  initial: asLinked,
})

const followedForm = factForm({
  name: 'advice-followed',
  subject: 'facility',
  title: 'action.advice-followed',
  kind: adviceFollowed.name,
  fields: [
    whichField,
    {
      type: 'choice',
      id: 'outcome',
      label: 'form.advice.outcome',
      options: words('option.outcome', ['done', 'in-part', 'not-done']),
    },
    { type: 'text', id: 'words', label: 'form.advice.words', help: 'form.advice.no-child', isOptional: true },
    { ...occurredField, label: 'form.advice.seen-on' },
    ...basisFields,
  ],
  initial: asLinked,
})

export const sharingForms: readonly FormDefinition[] = [givenForm, answeredForm, followedForm]
