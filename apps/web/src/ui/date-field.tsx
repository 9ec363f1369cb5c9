import { useState, type ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { monthName } from '../i18n/format-date.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Button } from './button.tsx'
import { Tick } from './choice-field.tsx'
import {
  joinDateText,
  readDateText,
  splitDateText,
  type DateParts,
  type DateReading,
  type TypedDate,
} from './date-text.ts'
import { FieldGroup, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  /** A date text (date-text.ts): EDTF when complete, else what was typed so far. Read it with `readDateText`. */
  value: string
  onChange: (text: string) => void
  /** Two dates mean one day not known exactly, or a length of time. */
  means?: 'between' | 'during'
}

/** A date as it is known: day and month may be missing, it may be "about", or lie between two dates. Says in words what it understood. */
export function DateField({ value, onChange, means = 'between', ...field }: Props): ReactNode {
  const text = useText()
  const [typed, setTyped] = useState<TypedDate>(() => splitDateText(value))
  const change = (next: TypedDate): void => {
    setTyped(next)
    onChange(joinDateText(next))
  }
  const hasTwo = typed.to !== null
  return (
    <FieldGroup {...field} help={field.help ?? text('date-field.help')}>
      <Parts
        id={`${field.id}-from`}
        label={hasTwo ? text('date-field.from') : undefined}
        parts={typed.from}
        onChange={(from) => change({ ...typed, from })}
      />
      {typed.to && (
        <Parts
          id={`${field.id}-to`}
          label={text('date-field.to')}
          parts={typed.to}
          onChange={(to) => change({ ...typed, to })}
        />
      )}
      <div className="row">
        <Tick
          label={text('date-field.about')}
          isTicked={typed.isAbout}
          onChange={(isAbout) => change({ ...typed, isAbout })}
        />
        <Button
          weight="quiet"
          onClick={() => change({ ...typed, to: hasTwo ? null : { year: '', month: '', day: '' } })}
        >
          {text(toggleWords(hasTwo, means))}
        </Button>
      </div>
      <Understood reading={readDateText(joinDateText(typed))} means={means} />
    </FieldGroup>
  )
}

function toggleWords(hasTwo: boolean, means: 'between' | 'during'): MessageId {
  if (hasTwo) return 'date-field.one-date'
  return means === 'between' ? 'date-field.between-two' : 'date-field.until'
}

type PartsProps = { id: string; label?: string | undefined; parts: DateParts; onChange: (parts: DateParts) => void }

/** Day, month and year, each in a control of its own, so that their order needs no explaining. */
export function Parts({ id, label, parts, onChange }: PartsProps): ReactNode {
  const speech = useSpeech()
  return (
    <div role="group" aria-label={label}>
      {label !== undefined && <p className="small soft">{label}</p>}
      <div className="date-parts">
        <NumberPart
          id={`${id}-day`}
          label={speech.text('date-field.day')}
          value={parts.day}
          onChange={(day) => onChange({ ...parts, day })}
        />
        <div className="date-part">
          <label htmlFor={`${id}-month`}>{speech.text('date-field.month')}</label>
          <select
            id={`${id}-month`}
            className="input"
            value={parts.month}
            onChange={(event) => onChange({ ...parts, month: event.target.value })}
          >
            <option value="">{speech.text('date-field.not-known')}</option>
            {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
              <option key={month} value={String(month)}>
                {monthName(month, speech)}
              </option>
            ))}
          </select>
        </div>
        <NumberPart
          isYear
          id={`${id}-year`}
          label={speech.text('date-field.year')}
          value={parts.year}
          onChange={(year) => onChange({ ...parts, year })}
        />
      </div>
    </div>
  )
}

type NumberPartProps = { id: string; label: string; value: string; onChange: (value: string) => void; isYear?: boolean }

function NumberPart({ id, label, value, onChange, isYear = false }: NumberPartProps): ReactNode {
  return (
    <div className={isYear ? 'date-part date-part-year' : 'date-part date-part-number'}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        inputMode="numeric"
        autoComplete="off"
        maxLength={isYear ? 4 : 2}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

const faultWords = {
  'year-missing': 'date-field.year-missing',
  'month-missing': 'date-field.month-missing',
  'edtf.empty': 'date-field.year-missing',
  'edtf.malformed': 'date-field.malformed',
  'edtf.unsupported': 'date-field.malformed',
  'edtf.no-such-date': 'date-field.no-such-date',
  'edtf.reversed': 'date-field.reversed',
  'edtf.unbounded': 'date-field.malformed',
} as const satisfies Record<Extract<DateReading, { state: 'fault' }>['fault'], MessageId>

/** The sentence for what a date text lacks; also for the error beside the field. */
export function dateFaultId(reading: DateReading): MessageId | null {
  return reading.state === 'fault' ? faultWords[reading.fault] : null
}

/** Says a date text in words; the browser's own field writes it in an order that may be read in two ways. */
export function Understood({
  reading,
  means = 'between',
}: {
  reading: DateReading
  means?: 'between' | 'during'
}): ReactNode {
  const speech = useSpeech()
  const faultId = dateFaultId(reading)
  return (
    <p className="date-understood" role="status">
      {reading.state === 'date' && (
        <>
          {speech.text('date-field.understood')} <strong>{formatEdtf(reading.edtf, speech, means)}</strong>
        </>
      )}
      {faultId && speech.text(faultId)}
    </p>
  )
}
