// What came back of a letter: that it arrived, and what the office answers. An office answers, never an officer; there is no free text.
import {
  careLetterAcknowledged,
  careLetterAnswered,
  letterAcknowledged,
  letterAnswered,
} from '@komar/domain/assess/letter-kinds'
import type { Letter } from '@komar/domain/assess/letters'
import { occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { day, said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { sayOption } from '../../chronicle/field-words.ts'

/** Letters that wait for an answer, and the one that the link names. */
function waiting({ child, query }: RecordContext): readonly Letter[] {
  return (child?.letters ?? []).filter(
    ({ id, answer, supersededBy }) => id === query['letter'] || (answer === null && supersededBy === null),
  )
}

function letterOptions(context: RecordContext): Option[] {
  return waiting(context).map(({ id, purpose, sent }) => ({
    value: id,
    label: context.speech.text('form.letter.option', {
      purpose: sayOption('purpose', purpose, context.speech),
      to: sent.body.to,
      date: formatEdtf(sent.entry.occurred, context.speech),
    }),
  }))
}

const letterField: FieldKind = { type: 'select', id: 'letter', label: 'form.letter.which', options: letterOptions }
const officeFields: readonly FieldKind[] = [
  { type: 'line', id: 'byOffice', label: 'form.letter.by-office', help: 'form.letter.by-office-help' },
  { type: 'line', id: 'reference', label: 'form.letter.reference', isOptional: true },
  { ...occurredField, label: 'form.letter.came-on' },
]

function initial(context: RecordContext): Values {
  const open = waiting(context)
  const letter = open.find(({ id }) => id === context.query['letter']) ?? (open.length === 1 ? open[0] : undefined)
  return { occurred: context.today, letter: letter?.id ?? '', byOffice: letter?.sent.body.to ?? '' }
}

function isAboutCare(values: Values, { child }: RecordContext): boolean {
  return child?.letters.find(({ id }) => id === said(values, 'letter'))?.class === 'care'
}

const head = (values: Values, { today }: RecordContext) =>
  ({ occurred: said(values, 'occurred') ?? today, basis: 'document', toldBy: undefined }) as const

export const letterReceivedForm: FormDefinition = {
  name: 'letter-received',
  subject: 'child',
  title: 'action.letter-received',
  kinds: [letterAcknowledged.name],
  fields: [
    letterField,
    {
      type: 'choice',
      id: 'how',
      label: 'form.letter.how-received',
      options: words('option.how', ['stamp', 'signed-copy', 'in-person', 'phone', 'message']),
    },
    ...officeFields,
  ],
  initial,
  build: (values, context) => [
    fact(values, {
      kind: (isAboutCare(values, context) ? careLetterAcknowledged : letterAcknowledged).name,
      subject: context.subject.id,
      head: head(values, context),
      body: {
        letter: said(values, 'letter'),
        byOffice: said(values, 'byOffice'),
        how: said(values, 'how'),
        reference: said(values, 'reference'),
      },
    }),
  ],
}

const isPromised = (values: Values): boolean => said(values, 'says') === 'promised'
const isPassedOn = (values: Values): boolean => said(values, 'says') === 'passed-on'

export const letterAnsweredForm: FormDefinition = {
  name: 'letter-answered',
  subject: 'child',
  title: 'action.letter-answered',
  kinds: [letterAnswered.name],
  fields: [
    letterField,
    {
      type: 'choice',
      id: 'says',
      label: 'form.letter.says',
      options: words('option.says', ['done', 'promised', 'refused', 'passed-on']),
    },
    { type: 'day', id: 'promisedBy', label: 'form.letter.promised-by', when: isPromised },
    { type: 'line', id: 'passedTo', label: 'form.letter.passed-to', when: isPassedOn },
    ...officeFields,
  ],
  initial,
  build: (values, context) => [
    fact(values, {
      kind: (isAboutCare(values, context) ? careLetterAnswered : letterAnswered).name,
      subject: context.subject.id,
      head: head(values, context),
      body: {
        letter: said(values, 'letter'),
        byOffice: said(values, 'byOffice'),
        says: said(values, 'says'),
        promisedBy: isPromised(values) ? day(values, 'promisedBy') : undefined,
        passedTo: isPassedOn(values) ? said(values, 'passedTo') : undefined,
        reference: said(values, 'reference'),
      },
    }),
  ],
}
