// The order of a round: by code, on the printed sheet and on the screen alike, so that paper is written into Komar line by line.
import type { ChildRow } from '@komar/contract/register'
import { givenName } from '@komar/domain/register/names'
import type { Language } from '../i18n/language.ts'
import { codeOf } from '../shell/names.tsx'

export type RoundLine = { id: string; code: string; first: string; row: ChildRow }

/** One line a child, by code; `first` is the name by which it is called, empty where none is known. */
export function inRoundOrder(rows: readonly ChildRow[], language: Language): RoundLine[] {
  return rows
    .map((row) => ({ id: row.id, code: row.code ?? codeOf(row.id), first: firstName(row, language), row }))
    .toSorted((left, right) => left.code.localeCompare(right.code))
}

function firstName({ names }: ChildRow, language: Language): string {
  const known = Object.fromEntries(
    Object.entries(names).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  )
  return givenName(known, language) ?? ''
}
