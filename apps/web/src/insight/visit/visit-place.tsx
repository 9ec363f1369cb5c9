// What a visit finds of the place: numbers in every round; hours, food, water and rooms once a month (practice.md part 1 row 7: hours by
// type of day; part 7).
import { dayTypes, foodFound, roomsFound, waterFound } from '@komar/domain/conditions/round-kinds'
import type { ReactNode } from 'react'
import { formatNumber } from '../../i18n/format-number.ts'
import { useSpeech, useText } from '../../i18n/language-provider.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { LongTextField, TextField } from '../../ui/text-field.tsx'
import { countFields, type Change, type VisitDraft } from './visit-draft.ts'

type Props = { draft: VisitDraft; change: Change }

/** `ticked`: the children whom the ticks count, which stands where no number is typed. */
export function Counts({ draft, change, ticked }: Props & { ticked: number | undefined }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  return (
    <div className="visit-counts">
      {countFields.map((field) => (
        <TextField
          key={field}
          id={`visit-count-${field}`}
          label={text(`field.${field}`)}
          help={
            field === 'children' && ticked !== undefined
              ? text('visit.counted-by-ticks', { count: formatNumber(ticked, speech) })
              : undefined
          }
          isOptional
          isShort
          inputMode="numeric"
          value={draft.counts[field] ?? ''}
          onChange={(typed) => change((before) => ({ ...before, counts: { ...before.counts, [field]: typed } }))}
        />
      ))}
    </div>
  )
}

export function Place({ draft, change }: Props): ReactNode {
  return (
    <div className="stack">
      <Hours draft={draft} change={change} />
      <FoodWaterRooms draft={draft} change={change} />
    </div>
  )
}

function Hours({ draft, change }: Props): ReactNode {
  const text = useText()
  return (
    <fieldset className="field">
      <legend className="field-label">{text('visit.hours')}</legend>
      <p className="field-help">{text('visit.hours-help')}</p>
      <div className="visit-counts">
        {dayTypes.map((dayType) => (
          <TextField
            key={dayType}
            id={`visit-hours-${dayType}`}
            label={text(`option.dayType.${dayType}`)}
            isOptional
            isShort
            inputMode="decimal"
            value={draft.hours[dayType] ?? ''}
            onChange={(typed) => change((before) => ({ ...before, hours: { ...before.hours, [dayType]: typed } }))}
          />
        ))}
      </div>
    </fieldset>
  )
}

function FoodWaterRooms({ draft, change }: Props): ReactNode {
  const text = useText()
  return (
    <>
      <ChoiceField
        id="visit-food"
        label={text('field.food')}
        options={foodFound.map((value) => ({ value, label: text(`option.food.${value}`) }))}
        value={draft.food ?? null}
        onChange={(food) => change((before) => ({ ...before, food }))}
      />
      <ChoiceField
        id="visit-water"
        label={text('field.water')}
        options={waterFound.map((value) => ({ value, label: text(`option.water.${value}`) }))}
        value={draft.water ?? null}
        onChange={(water) => change((before) => ({ ...before, water }))}
      />
      <ChoiceField
        id="visit-rooms"
        label={text('field.rooms')}
        options={roomsFound.map((value) => ({ value, label: text(`option.rooms.${value}`) }))}
        value={draft.rooms ?? null}
        onChange={(rooms) => change((before) => ({ ...before, rooms }))}
      />
      <LongTextField
        id="visit-place-words"
        label={text('field.placeWords')}
        help={text('visit.place-words-help')}
        isOptional
        value={draft.placeWords}
        onChange={(placeWords) => change((before) => ({ ...before, placeWords }))}
      />
    </>
  )
}
