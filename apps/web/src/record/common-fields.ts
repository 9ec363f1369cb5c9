// Groups of fields that many forms share.
import { bases } from '@komar/domain/chronicle/entry'
import { sexes } from '@komar/domain/register/kinds'
import type { ChoiceKind, DateKind, FieldKind, TextKind } from './field-kinds.ts'
import { words } from './field-kinds.ts'
import { said } from './values.ts'

/** When it happened: a day, or as much as is known. */
export const occurredField: DateKind = {
  type: 'date',
  id: 'occurred',
  label: 'form.occurred',
  help: 'form.occurred-help',
}

/** How it is known, and by whom it was told. */
export const basisFields: readonly FieldKind[] = [
  { type: 'choice', id: 'basis', label: 'form.basis', help: 'form.basis-help', options: words('form.basis', bases) },
  {
    type: 'line',
    id: 'toldBy',
    label: 'form.told-by',
    help: 'form.told-by-help',
    isOptional: true,
    when: (values) => said(values, 'basis') === 'told',
  },
]

export const nameFields: readonly TextKind[] = [
  { type: 'line', id: 'km', label: 'form.name-km', help: 'form.name-help', isOptional: true },
  { type: 'line', id: 'latin', label: 'form.name-latin', isOptional: true },
  { type: 'line', id: 'called', label: 'form.name-called', isOptional: true },
]

export const sexField: FieldKind = {
  type: 'choice',
  id: 'sex',
  label: 'form.sex',
  isBeside: true,
  options: words('option.sex', sexes),
}

/** A prison of the list, in the reader's language. */
export const facilityField: ChoiceKind = {
  type: 'select',
  id: 'facility',
  label: 'form.facility',
  options: ({ facilities, speech }) =>
    facilities.map(({ id, code, nameEn, nameKm }) => ({
      value: id,
      // Codes are Latin letters, which not every reader of Khmer reads; the names differ without them.
      label: speech.language === 'km' ? nameKm : `${nameEn} (${code})`,
    })),
}

export const wordsField: FieldKind = { type: 'text', id: 'words', label: 'form.words', isOptional: true }
