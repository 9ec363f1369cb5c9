// A text that only the devices of one agency can read: sealed on the device that wrote it, under a key that the host does not have. The
// domain knows the form and never the content: whether a text is sealed, and with which key. What else an entry says (when, of whom, what
// follows from it) stays in clear, since gates, deadlines and withholding need it. Source: docs/decisions/0024-agency-keys.md.
// Stored for ever: the form `komar-sealed:1:<id of the agency's key>:<an age file in base64>`.
import * as z from 'zod'
import type { Body } from './entry.ts'
import type { Kind } from './kind.ts'

const head = 'komar-sealed:1:'
/** What every age file begins with ("age-encryption.org/v1"), in base64. */
const ageHead = 'YWdlLWVuY3J5cHRpb24ub3JnL3Yx'
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const form = new RegExp(`^${head}(${uuid}):(${ageHead}[A-Za-z0-9+/]+={0,2})$`)

/** No body is longer than 32,768 bytes (`maxBodyBytes`), and a sealed text is of one byte a character. */
const maxSealedLength = 32_000

const sealedTextSchema = z.string().max(maxSealedLength).regex(form, 'sealed-text.malformed')

/** A text by its own rule, or a sealed one. */
export function sealable<Plain extends z.ZodType<string, string>>(plain: Plain) {
  return z.union([sealedTextSchema, plain])
}

/** The parts of a sealed text: the id of the agency's key and the age file in base64; null for any other text. */
export function readSealedText(given: unknown): { key: string; file: string } | null {
  const [, key, file] = typeof given === 'string' && given.startsWith(head) ? (form.exec(given) ?? []) : []
  return key === undefined || file === undefined ? null : { key, file }
}

/** The sealed text of these parts. `file`: an age file in base64. */
export function sealedText(key: string, file: string): string {
  return `${head}${key}:${file}`
}

/** Members of every body that tell the story too: who told it, and why it was corrected or withdrawn. */
const told: readonly string[] = ['toldBy', 'reason']

/** What an agency has sealed from now on: nothing more, its notes, or besides what is complained of. */
export const sealScopes = ['none', 'notes', 'notes-and-complaints'] as const
export type SealScope = (typeof sealScopes)[number]

/** The members of a body of this kind that are sealed under this choice; of a withdrawal, the reason. */
export function membersToSeal({ sealable: own, class: guard }: Kind, scope: SealScope): readonly string[] {
  if (own === undefined || scope === 'none' || (guard !== 'notes' && scope === 'notes')) return []
  return [...own, ...told]
}

/** The members that are sealed whatever was chosen since, because `before` were in the entry that this one corrects or withdraws. */
export function membersToKeepSealed(kind: Kind | undefined, before: readonly string[]): readonly string[] {
  return [...new Set([...(kind?.sealable ?? []), ...before, ...told])]
}

/** A body with other words in the place of each sealed text: for what is printed or counted where nobody can open one. */
export function withSealedWords<Some extends { body: Body }>(entry: Some, words: string): Some {
  const members = Object.entries(entry.body)
  if (!members.some(([, value]) => readSealedText(value) !== null)) return entry
  const said = members.map(([name, value]) => [name, readSealedText(value) === null ? value : words])
  return { ...entry, body: { ...entry.body, ...Object.fromEntries(said) } }
}
