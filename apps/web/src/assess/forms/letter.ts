// Letters: to whom, for what purpose, answered by when. What is printed stands under the fields while one fills them (letter-slots.tsx).
// One entry for each office that is written to, so that each answers for itself. Letters about care outside are a form of their own,
// because a prison must not see them (practice.md, G-O1).
import {
  addressees,
  careLetterPurposes,
  careLetterSent,
  letterPurposes,
  letterSent,
  type Addressee,
} from '@komar/domain/assess/letter-kinds'
import { noticesOwed } from '@komar/domain/assess/letter-signals'
import { answerDueFor } from '@komar/domain/assess/letter-text'
import type { EntryDraft } from '../../store/new-entry.ts'
import { occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { edtf, many, oneOf, said, type Values } from '../../record/values.ts'
import { letterBody } from './letter-body.ts'
import { LetterPreview, WhoSeesCareLetter, WhoSeesLetter } from './letter-slots.tsx'
import { measureOptions } from './measures.ts'

const dated = ['past-limit', 'transfer', 'death', 'no-approval-answer']

const aboutMeasures = (values: Values): boolean => said(values, 'purpose') === 'measures-owed'
const aboutDay = (values: Values): boolean => dated.includes(said(values, 'purpose') ?? '')

const fields: readonly FieldKind[] = [
  { type: 'many', id: 'measures', label: 'form.letter.measures', options: measureOptions, when: aboutMeasures },
  { type: 'day', id: 'aboutDay', label: 'form.letter.about-day', help: 'form.letter.about-day-help', when: aboutDay },
  {
    type: 'many',
    id: 'addressees',
    label: 'form.letter.addressees',
    help: 'form.letter.addressees-help',
    options: words('option.addressee', addressees),
  },
  {
    type: 'line',
    id: 'to',
    label: 'form.letter.to',
    when: (values) => many(values, 'addressees').includes('other'),
  },
  { ...occurredField, label: 'form.letter.occurred' },
  { type: 'day', id: 'answerDue', label: 'form.letter.answer-due', help: 'form.letter.answer-due-help' },
]

export const letterForm: FormDefinition = {
  name: 'letter',
  subject: 'child',
  title: 'action.letter',
  lead: 'form.letter.lead',
  kinds: [letterSent.name],
  fields: [
    {
      type: 'choice',
      id: 'purpose',
      label: 'form.letter.purpose',
      options: words('option.purpose', letterPurposes),
    },
    ...fields,
    { type: 'slot', id: 'who', Component: WhoSeesLetter },
    { type: 'slot', id: 'preview', Component: LetterPreview },
  ],
  initial,
  build: (values, context) => drafts(letterSent.name, values, context),
  after,
}

export const careLetterForm: FormDefinition = {
  name: 'care-letter',
  subject: 'child',
  title: 'action.care-letter',
  lead: 'form.letter.care-lead',
  kinds: [careLetterSent.name],
  fields: [
    {
      type: 'choice',
      id: 'purpose',
      label: 'form.letter.purpose',
      options: words('option.purpose', careLetterPurposes),
    },
    ...fields.filter(({ id }) => id !== 'measures'),
    { type: 'slot', id: 'who', Component: WhoSeesCareLetter },
    { type: 'slot', id: 'preview', Component: LetterPreview },
  ],
  initial: (context) => ({
    occurred: context.today,
    purpose: oneOf(context.query as Values, 'purpose', careLetterPurposes) ?? 'no-approval-answer',
    addressees: ['provincial-social-affairs'],
    answerDue: answerDueFor(context.today, context.pack) ?? '',
  }),
  build: (values, context) => drafts(careLetterSent.name, values, context),
  after,
}

/** What is owed decides: a measure that the link named, else a notice of the limit, else what the decision left owed. */
function initial(context: RecordContext): Values {
  const { child, query, today, pack } = context
  const isPast = child !== null && child.limit !== null && child.limit.latest <= today
  const notices = isPast ? noticesOwed(child) : []
  const asked = letterPurposes.find((each) => each === query['purpose'])
  const isNotice =
    asked === 'past-limit' || (asked === undefined && query['measure'] === undefined && notices.length > 0)
  return {
    occurred: today,
    purpose: asked ?? (isNotice ? 'past-limit' : 'measures-owed'),
    measures: query['measure'] === undefined ? owedMeasures(context) : [query['measure']],
    aboutDay: isNotice ? (child?.limit?.latest ?? '') : '',
    addressees: isNotice ? notices : [holderOf(context)],
    answerDue: answerDueFor(today, pack) ?? '',
  }
}

function owedMeasures({ child }: RecordContext): readonly string[] {
  return (child?.lastDecision?.measures ?? [])
    .filter(({ state }) => state === 'owed')
    .map(({ measure }) => String(measure))
}

const offices = {
  prison: 'prison-director',
  health: 'health-department',
  'child-welfare': 'provincial-social-affairs',
  justice: 'court',
} as const satisfies Record<string, Addressee>

/** The office of whoever owes the measure that the link named, or the first one owed. */
function holderOf(context: RecordContext): Addressee {
  const number = Number(context.query['measure'] ?? owedMeasures(context)[0])
  const row = context.pack.measures?.measures.find((each) => each.number === number)
  return row === undefined ? 'prison-director' : offices[row.dutyHolder]
}

function drafts(kind: string, values: Values, context: RecordContext): EntryDraft[] {
  const head = { occurred: edtf(values, 'occurred') ?? context.today, basis: 'seen', toldBy: undefined } as const
  return chosenOffices(values).map((addressee) => ({
    ...fact(values, { kind, subject: context.subject.id, head, body: { ...letterBody(values, addressee, context) } }),
    id: context.newId(),
  }))
}

function chosenOffices(values: Values): Addressee[] {
  return addressees.filter((each) => many(values, 'addressees').includes(each))
}

/** A single letter is opened to be printed; several stand on the child's page. */
function after(sent: readonly EntryDraft[]): string | undefined {
  const [letter] = sent
  return letter !== undefined && sent.length === 1 ? `/children/${letter.subject}/letter/${letter.id ?? ''}` : undefined
}
