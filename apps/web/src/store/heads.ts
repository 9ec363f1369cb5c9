// A host that shows another past than the one a device saw is refused: a head that is shorter, or another chain at a place that was seen.
// Source: docs/decisions/0004-the-feed.md.
import type { DevicePage, HeadSeen } from './feed-page.ts'

/** Heads kept for comparison; old places are tested by newer ones, as each chain holds all before it. */
const keptHeads = 32

/** Whether a page tells of another past than the heads seen. */
export function contradicts(seen: readonly HeadSeen[], { head, lines }: Pick<DevicePage, 'head' | 'lines'>): boolean {
  const last = seen.at(-1)
  if (last === undefined) return false
  if (head.seq < last.seq) return true
  const chains = new Map(seen.map(({ seq, chain }) => [seq, chain]))
  const isOther = ({ seq, chain }: HeadSeen): boolean => chain !== '' && chains.has(seq) && chains.get(seq) !== chain
  return isOther(head) || lines.some(isOther)
}

/** The heads seen, with one more. */
export function withHead(seen: readonly HeadSeen[], { seq, chain }: HeadSeen): HeadSeen[] {
  const last = seen.at(-1)
  return last !== undefined && last.seq >= seq ? [...seen] : [...seen, { seq, chain }].slice(-keptHeads)
}
