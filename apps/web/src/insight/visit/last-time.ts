// What the last round said of each child: the default for this one, one press away. Fear is never carried over: it is asked each time.
import { roundAnswered } from '@komar/domain/assess/round-kinds'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { statedOf } from '@komar/domain/chronicle/fold'
import { childLookedFor } from '@komar/domain/register/looked-for-kinds'
import { settled } from '@komar/domain/settled'
import type { Edtf } from '@komar/domain/time/edtf'
import type { ChildDraft } from './visit-draft.ts'

export type LastTime = Pick<ChildDraft, 'found' | 'eats' | 'ill' | 'frightened' | 'freely'> & { on: Edtf }

/** The last round in which the child was looked for or asked about; null when there was none. */
export function lastTime(entries: readonly Recorded[]): LastTime | null {
  const all = settled(entries)
  const looked = statedOf(all, childLookedFor).at(-1)
  const answered = statedOf(all, roundAnswered).at(-1)
  const on = (looked ?? answered)?.entry.occurred
  if (on === undefined) return null
  const { eats, ill, frightened, freely } = answered?.body ?? {}
  return { on, found: looked?.body.found, eats, ill, frightened, freely }
}

/** What one press takes over: that it is here, and plain answers. */
export function asLastTime({ eats, ill }: LastTime): Partial<ChildDraft> {
  const plain = (said: ChildDraft['eats']) => (said === 'yes' || said === 'no' ? said : undefined)
  return { found: 'seen', eats: plain(eats), ill: plain(ill) }
}
