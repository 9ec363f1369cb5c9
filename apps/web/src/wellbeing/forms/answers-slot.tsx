// The numbers of a paper form: typed as digits on a keyboard, or pressed on large buttons on a phone; then once more to check.
import { formShape } from '@komar/domain/wellbeing/instruments'
import { sdqImpactItems } from '@komar/domain/wellbeing/sdq'
import { toLatinDigits } from '@komar/domain/time/edtf'
import { useId, type ReactNode } from 'react'
import { formatNumber } from '../../i18n/format-number.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import type { Slot } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { Button } from '../../ui/button.tsx'
import { useToday } from '../../shell/use-today.ts'
import { useTextPack, type TextPack } from '../text-pack.ts'
import { TextPackField } from './text-pack-field.tsx'
import './answers-slot.css'

const highestImpact = 3

/** Typed figures as answers: other signs are passed over, a dash or a full stop is an item left empty. */
export function readDigits(typed: string, count: number, highest: number): string {
  return Array.from(toLatinDigits(typed).replaceAll(/[.\s_]/g, '-'))
    .filter((sign) => sign === '-' || (sign >= '0' && sign <= String(highest)))
    .slice(0, count)
    .join('')
}

/** The numbers of items that two entries give differently. */
export function differences(first: string, second: string): number[] {
  return Array.from(second).flatMap((digit, index) => (digit === first[index] ? [] : [index + 1]))
}

export function AnswersSlot({ values, change }: Slot): ReactNode {
  const { text } = useSpeech()
  const [instrument, form] = [said(values, 'instrument') ?? '', said(values, 'form') ?? '']
  const informant = said(values, 'informant') ?? ''
  const pack = useTextPack({ instrument, form, informant }, useToday())
  const shape = formShape(instrument, form)
  if (shape === null) return null
  const { items, highest, hasImpact } = shape
  const [answers, again] = [said(values, 'answers') ?? '', said(values, 'again') ?? '']
  const differing = differences(answers, again)
  const set = (field: string) => (value: string) => change({ ...values, [field]: value })
  return (
    <div className="stack" id="field-answers">
      <DigitPad
        label={text('form.instrument.answers')}
        count={items}
        highest={highest}
        value={answers}
        onChange={set('answers')}
        pack={pack}
      />
      {hasImpact && answers.length === items && (
        <DigitPad
          label={text('form.instrument.impact')}
          count={sdqImpactItems.length}
          highest={highestImpact}
          value={said(values, 'impact') ?? ''}
          onChange={set('impact')}
          itemWords={(index) => text(`impact.${sdqImpactItems[index] ?? 'difficulties'}`)}
        />
      )}
      {answers.length === items && (
        <DigitPad
          label={text('form.instrument.again')}
          count={items}
          highest={highest}
          value={again}
          onChange={set('again')}
        />
      )}
      {differing.length > 0 && (
        <p className="field-error" role="status">
          {text('form.instrument.differing', { items: differing.join(', ') })}
        </p>
      )}
      <TextPackField pack={pack} />
      {again.length === items && differing.length === 0 && <p role="status">{text('form.instrument.same')}</p>}
    </div>
  )
}

type PadProps = {
  label: string
  count: number
  highest: number
  value: string
  onChange: (value: string) => void
  pack?: TextPack | null
  itemWords?: (index: number) => string
}

function DigitPad({ label, count, highest, value, onChange, pack, itemWords }: PadProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const id = useId()
  const next = value.length + 1
  const isFull = value.length >= count
  const wording = itemWords?.(value.length) ?? pack?.items[value.length]
  return (
    <fieldset className="field digit-pad">
      <legend className="field-label">{label}</legend>
      <label className="small soft" htmlFor={id}>
        {text('form.instrument.digits-help', { highest: formatNumber(highest, speech) })}
      </label>
      <input
        id={id}
        className="input digit-line"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(readDigits(event.target.value, count, highest))}
      />
      <p aria-live="polite" className="digit-next">
        {isFull
          ? text('form.instrument.full', { count: formatNumber(count, speech) })
          : text('form.instrument.next', { item: formatNumber(next, speech), count: formatNumber(count, speech) })}
        {!isFull && wording !== undefined && (
          <span className="digit-wording" lang={itemWords === undefined ? pack?.language : undefined}>
            {wording}
          </span>
        )}
      </p>
      <div className="digit-buttons screen-only">
        {Array.from({ length: highest + 1 }, (_, digit) => (
          <Button key={digit} disabled={isFull} onClick={() => onChange(`${value}${digit}`)}>
            {formatNumber(digit, speech)}
          </Button>
        ))}
        <Button disabled={isFull} onClick={() => onChange(`${value}-`)}>
          {text('form.instrument.empty')}
        </Button>
        <Button weight="quiet" disabled={value === ''} onClick={() => onChange(value.slice(0, -1))}>
          {text('form.instrument.back')}
        </Button>
      </div>
      <Given value={value} />
    </fieldset>
  )
}

/** What was entered, five to a row, with the number of each item. */
export function Given({ value }: { value: string }): ReactNode {
  const speech = useSpeech()
  if (value === '') return null
  return (
    <ol className="digit-given plain-list" aria-label={speech.text('form.instrument.given')}>
      {Array.from(value).map((digit, index) => (
        // Items have no ids but their number on paper.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <span className="small soft">{formatNumber(index + 1, speech)}</span>{' '}
          <strong>{digit === '-' ? '–' : formatNumber(Number(digit), speech)}</strong>
        </li>
      ))}
    </ol>
  )
}
