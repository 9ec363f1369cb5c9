// The findings of `komar verify` in words, for whoever must act on them.
import type { Checked } from './check-history.ts'
import type { HeadResult } from './compare-heads.ts'

/** What was found wrong; one sentence each. Empty when all fits. */
export function faultsInWords(checked: Checked): string[] {
  const deed = deedInWords(checked)
  const heads = checked.heads.map(headInWords)
  return [deed, ...heads].filter((words) => words !== null)
}

/** What the check has shown and what it cannot tell. */
export function limitsInWords({ entries, vouchedTo, heads, fits }: Checked): string {
  if (!fits) return 'Compare with a backup made before.'
  const given = heads.filter(({ from }) => from === 'given')
  if (given.length === 0)
    return 'Without a head kept elsewhere this cannot tell whether entries were cut off at the end, or changed and the whole chain computed anew: give one with --head or --against.'
  const left = entries - vouchedTo
  return left === 0
    ? `All ${entries} are as they were when the head was signed.`
    : `The first ${vouchedTo} are as they were when the head was signed; for the ${left} after it only the host vouches.`
}

/** Each entry that is gone by right, and the act that is the reason; one sentence each. */
export function erasedInWords({ erased }: Checked): string[] {
  return erased.map(({ seq, entry, act }) => `Number ${seq} (entry ${entry}) was erased under act ${act}.`)
}

/** How many fit, and how many of them are gone by right. */
export function countInWords({ entries, erased }: Checked): string {
  return `${entries} entries fit${erased.length === 0 ? '' : `, ${erased.length} of them erased`}.`
}

function deedInWords({ deed, seq, entry, other, entries, fault, vouchedTo }: Checked): string | null {
  const which = `${seq === null ? '' : ` at number ${seq}`}${entry === null ? '' : ` (entry ${entry})`}`
  switch (deed) {
    case null:
      return null
    case 'changed':
      return seq === null ? `The chain's end was changed (${fault}).` : `Something was changed${which} (${fault}).`
    case 'deleted':
      return `Something was deleted${which} (${fault}).`
    case 'swapped':
      return `Numbers ${seq} and ${other} were swapped${entry === null ? '' : ` (entry ${entry})`} (${fault}).`
    case 'added':
      return `Something that was never accepted was added${which} (${fault ?? 'head'}).`
    case 'misplaced':
      return `The text stands, but what decides who sees it was changed${which} (${fault}).`
    case 'truncated':
      return `The chain is shorter than it was: ${entries} are left. Either it was cut off from number ${seq} on, or entries after number ${vouchedTo} were taken out and the rest computed anew.`
    case 're-chained':
      return `The chain fits itself but is another one: the first change lies between numbers ${seq} and ${other}, and all links after it were computed anew.`
  }
}

function headInWords({ state, seq, at, from }: HeadResult): string | null {
  const head = `The ${from === 'kept' ? "host's own " : ''}head of number ${seq}${at === null ? '' : `, signed ${at},`}`
  switch (state) {
    case 'fits':
      return null
    case 'beyond-end':
      return `${head} lies beyond the chain's end.`
    case 'other-past':
      return `${head} shows another past than this chain.`
    case 'lost-by-restore':
      return from === 'kept'
        ? null
        : `${head} was signed before this host was restored from a backup; what lay between the backup and it is not here, unless devices offered it again.`
    case 'not-genuine':
      return `${head} does not bear its signature: it was changed, and proves nothing.`
    case 'key-unknown':
      return `${head} fits, but this host does not list the key that signed it.`
    case 'other-host':
      return `${head} is of another host.`
  }
}
