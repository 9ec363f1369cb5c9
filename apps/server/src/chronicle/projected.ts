// Rows that this process has projected, so that those which an append does not change are not sent again: most entries change few rows,
// and a child's deadlines are many. What is remembered holds for one very chronicle, entry by entry: a transaction that was rolled back,
// or another process that appended meanwhile, left the database with another, and then everything is sent and compared there.
import type { Entry } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import type { Chronicled } from './projector.ts'
import { makeMemory } from './remembered.ts'

/** What a projector may know beside the chronicle. */
export type Beside = { pack: CountryPack; agencies: string }

type Projected = { ids: readonly string[]; beside: Beside; texts: readonly string[]; characters: number }

/** Of this process: some two thousand children. */
const memory = makeMemory<Projected>(16_000_000)

/**
 * The rows of a subject that stand in the database while its chronicle is `before`, one text for each of its projectors; none when that
 * is not known. Of several records of one child it never is, as the rows of each follow from the others too.
 */
export function projectedTexts({ subject }: Chronicled, before: readonly Entry[], beside: Beside): readonly string[] {
  const known = memory.recall(subject)
  if (known === undefined) return []
  const isOfThese = known.beside.pack === beside.pack && known.beside.agencies === beside.agencies
  const isOfThis = known.ids.length === before.length && before.every(({ id }, place) => id === known.ids[place])
  return isOfThese && isOfThis ? known.texts : []
}

/** Remembers what a subject's rows are once this chronicle is committed; until then no database has it, and nobody asks by it. */
export function rememberProjected(one: Chronicled, made: readonly string[], beside: Beside): void {
  const { subject, entries, several } = one
  const texts = several === undefined ? made : []
  const ids = entries.map(({ id }) => id)
  const characters = texts.reduce((sum, { length }) => sum + length, ids.length * 8)
  memory.keep(subject, { ids, beside, texts, characters })
}
