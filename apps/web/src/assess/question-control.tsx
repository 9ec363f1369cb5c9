import { valueFault, type AnswerFault } from '@komar/domain/assess/answer-values'
import type { AnswerValue } from '@komar/domain/assess/answers'
import { optionsOf, type Questionnaire, type QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { ChoiceField, ManyField } from '../ui/choice-field.tsx'
import { DateField } from '../ui/date-field.tsx'
import { FieldGroup, type FieldProps } from '../ui/field.tsx'
import { LongTextField, TextField } from '../ui/text-field.tsx'
import type { ReferencePicker } from './questionnaire-form.tsx'

type Props = {
  id: string
  item: QuestionnaireItem
  questionnaire: Questionnaire
  values: readonly AnswerValue[]
  onChange: (values: AnswerValue[]) => void
  pickReference: ReferencePicker | undefined
}

const faultWords = {
  'answer.wrong-type': 'answer.wrong-type',
  'answer.unknown-option': 'answer.unknown-option',
  'answer.not-a-date': 'answer.not-a-date',
  'answer.not-a-number': 'answer.not-a-number',
  'answer.too-small': 'answer.too-small',
  'answer.too-large': 'answer.too-large',
  'answer.wrong-unit': 'answer.wrong-type',
  'answer.wrong-reference': 'answer.wrong-type',
} as const satisfies Record<AnswerFault, MessageId>

type ControlProps = Props & { field: FieldProps }

/** The control for a question's type. */
export function QuestionControl(props: Props): ReactNode {
  const { language, text } = useLanguage()
  const { id, item, questionnaire, values } = props
  // Half a date is still being typed, and its field says itself what it lacks.
  const fault =
    item.type === 'date'
      ? undefined
      : values.map((value) => valueFault(questionnaire, item, value)).find((found) => found !== undefined)
  const field: FieldProps = {
    id,
    label: item.text[language],
    help: item.hint?.[language],
    error: fault && text(faultWords[fault], { least: item.minimum ?? '', most: item.maximum ?? '' }),
  }
  return <Control {...props} field={field} />
}

function Control({ item, values, onChange, pickReference, field, ...rest }: ControlProps): ReactNode {
  const first = values[0]
  const words = typeof first === 'string' ? first : ''
  const changeWords = (next: string): void => onChange(next === '' ? [] : [next])
  switch (item.type) {
    case 'boolean':
      return <YesNo field={field} value={first} onChange={(value) => onChange([value])} />
    case 'choice':
    case 'open-choice':
      return <Choices {...rest} item={item} values={values} onChange={onChange} field={field} />
    case 'string':
      return <TextField {...field} value={words} onChange={changeWords} />
    case 'text':
      return <LongTextField {...field} value={words} onChange={changeWords} />
    case 'date':
      return <DateField {...field} value={words} onChange={changeWords} />
    case 'integer':
    case 'quantity':
      return <Amount field={field} item={item} value={first} onChange={onChange} />
    case 'reference':
      return (
        <FieldGroup {...field}>
          {pickReference?.(item, first, (value) => onChange(value === null ? [] : [value]))}
        </FieldGroup>
      )
    case 'group':
    case 'display':
      return null
  }
}

function YesNo({
  field,
  value,
  onChange,
}: {
  field: FieldProps
  value: AnswerValue | undefined
  onChange: (value: boolean) => void
}): ReactNode {
  const { text } = useLanguage()
  const options = [
    { value: 'yes', label: text('answer.yes') },
    { value: 'no', label: text('answer.no') },
  ]
  const chosen = value === true ? 'yes' : value === false ? 'no' : null
  return (
    <ChoiceField {...field} isBeside options={options} value={chosen} onChange={(next) => onChange(next === 'yes')} />
  )
}

const ownWords = '(own words)'

function Choices({ item, questionnaire, values, onChange, field }: Omit<ControlProps, 'pickReference'>): ReactNode {
  const { language, text } = useLanguage()
  const given = optionsOf(questionnaire, item).map(({ code, text: words }) => ({ value: code, label: words[language] }))
  const isOpen = item.type === 'open-choice'
  const options = isOpen ? [...given, { value: ownWords, label: text('answer.own-words') }] : given
  const written = values.find((value) => typeof value === 'object' && 'text' in value)
  const ownText = typeof written === 'object' && 'text' in written ? written.text : ''
  const codes = values.filter((value) => typeof value === 'string')
  const chosen = written === undefined ? codes : [...codes, ownWords]
  const change = (next: readonly string[]): void =>
    onChange(next.map((code) => (code === ownWords ? { text: ownText } : code)))
  return (
    <>
      {item.repeats ? (
        <ManyField {...field} options={options} values={chosen} onChange={change} />
      ) : (
        <ChoiceField {...field} options={options} value={chosen[0] ?? null} onChange={(code) => change([code])} />
      )}
      {written !== undefined && (
        <TextField
          id={`${field.id}-own`}
          label={text('answer.own-words')}
          value={ownText}
          onChange={(next) => onChange([...codes, { text: next }])}
        />
      )}
    </>
  )
}

type AmountProps = {
  field: FieldProps
  item: QuestionnaireItem
  value: AnswerValue | undefined
  onChange: (values: AnswerValue[]) => void
}

/** A number is kept as it is typed, in Latin or Khmer figures; the domain reads both. */
function Amount({ field, item, value, onChange }: AmountProps): ReactNode {
  const { text } = useLanguage()
  const isQuantity = item.type === 'quantity'
  const typed = typedAmount(value)
  const change = (next: string): void => {
    if (next === '') return onChange([])
    onChange([isQuantity ? { value: next, unit: item.unit ?? '' } : next])
  }
  const label =
    item.unit === undefined ? field.label : text('answer.with-unit', { question: field.label, unit: item.unit })
  return <TextField {...field} label={label} isShort inputMode="decimal" value={typed} onChange={change} />
}

function typedAmount(value: AnswerValue | undefined): string {
  if (typeof value === 'object') return 'value' in value ? String(value.value) : ''
  return value === undefined ? '' : String(value)
}
