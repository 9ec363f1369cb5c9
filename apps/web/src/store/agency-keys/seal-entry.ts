// Seals the texts of an entry that its agency has sealed: the one place between a form and the outbox. Forms and gates have looked at the
// plain text before; what goes out, and lies on this device, is sealed.
import type { Sealing } from '@komar/contract/sealing'
import type { Written } from '@komar/domain/chronicle/entry'
import { membersToKeepSealed, membersToSeal, readSealedText, type SealScope } from '@komar/domain/chronicle/sealed-text'
import { kindNamed } from '@komar/domain/kinds'
import { NoKeyToSeal } from '../disk.ts'
import type { HeldKey } from './held.ts'
import type { SealTo } from './text-seal.ts'

/** To whom texts are sealed, and which. */
export type SealingNow = SealTo & { scope: SealScope }

/**
 * With a key that this device has, the host cannot name another: the one that it says is used only where it is here too, or where this
 * device has none. Null: nothing is sealed.
 */
export function sealingNow(told: Sealing, held: readonly HeldKey[]): SealingNow | null {
  const latest = held.find(({ id }) => id === told?.key) ?? latestOf(held)
  if (latest !== undefined) return { key: latest.id, recipient: latest.recipient, scope: told?.scope ?? 'notes' }
  return told === null ? null : told
}

/** The one in whose place this device has no other. */
function latestOf(held: readonly HeldKey[]): HeldKey | undefined {
  return held.findLast(({ id }) => !held.some(({ former }) => former === id))
}

/**
 * The entry with its texts sealed; the same entry where nothing of it is. `before`: the members that were sealed in what it corrects,
 * withdraws or answers. It was made of the opened words, and less that is sealed since then must not bring them out.
 * @throws NoKeyToSeal where what was sealed before cannot be.
 */
export async function sealEntry(
  entry: Written,
  sealing: SealingNow | null,
  before: readonly string[] = [],
): Promise<Written> {
  const members = membersOf(entry, sealing, before).filter((member) => isPlain(entry.body[member]))
  if (members.length === 0) return entry
  if (sealing === null) throw new NoKeyToSeal('no key to seal with')
  const { sealText } = await import('./text-seal.ts')
  const sealed = await Promise.all(
    members.map(async (member) => [
      member,
      await sealText(String(entry.body[member]), { entry: entry.id, member }, sealing),
    ]),
  )
  return { ...entry, body: { ...entry.body, ...Object.fromEntries(sealed) } }
}

function membersOf({ kind }: Written, sealing: SealingNow | null, before: readonly string[]): readonly string[] {
  const known = kindNamed(kind)
  if (before.length > 0) return membersToKeepSealed(known, before)
  return sealing === null || known === undefined ? [] : membersToSeal(known, sealing.scope)
}

/** The members of a body that are sealed. */
export function sealedMembers({ body }: Pick<Written, 'body'>): readonly string[] {
  return Object.keys(body).filter((member) => readSealedText(body[member]) !== null)
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' && readSealedText(value) === null
}
