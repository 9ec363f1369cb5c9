// A host that shows another past than the one a device saw is refused: a head that is shorter, or another chain at a place that was seen.
// Source: docs/decisions/0004-the-feed.md.
import type { SignedHead } from '@komar/contract/heads'
import type { DevicePage, HeadSeen } from './feed-page.ts'

/** Heads kept for comparison; old places are tested by newer ones, as each chain holds all before it. */
const keptHeads = 32

/** Whether a page tells of another past than the heads seen. */
export function contradicts(
  seen: readonly HeadSeen[],
  { head, lines, signed }: Pick<DevicePage, 'head' | 'lines' | 'signed'>,
): boolean {
  const last = seen.at(-1)
  if (last === undefined) return false
  if (head.seq < last.seq) return true
  const chains = new Map(seen.map(({ seq, chain }) => [seq, chain]))
  const isOther = ({ seq, chain }: HeadSeen): boolean => chain !== '' && chains.has(seq) && chains.get(seq) !== chain
  return isOther(head) || lines.some(isOther) || (signed !== undefined && isOther(signed))
}

/** The heads seen, with one more. */
export function withHead(seen: readonly HeadSeen[], { seq, chain }: HeadSeen): HeadSeen[] {
  const last = seen.at(-1)
  return last !== undefined && last.seq >= seq ? [...seen] : [...seen, { seq, chain }].slice(-keptHeads)
}

/** Signed heads kept whole; of older ones the first of each month. */
const recentSigned = 16

/**
 * The heads that the host signed, with one more. They are what it cannot take back, those of an earlier epoch too. Old ones stay: a
 * newer one was signed over whatever was changed in between.
 */
export function withSigned(kept: readonly SignedHead[], signed: SignedHead | undefined): SignedHead[] {
  if (signed === undefined || kept.some(({ signature }) => signature === signed.signature)) return [...kept]
  const all = [...kept, signed]
  const monthOf = ({ at }: SignedHead): string => at.slice(0, 'YYYY-MM'.length)
  const isFirst = (head: SignedHead, place: number): boolean =>
    all.findIndex((other) => monthOf(other) === monthOf(head)) === place
  return all.filter((head, place) => place >= all.length - recentSigned || isFirst(head, place))
}
