// Devices that write without rest, as devices do: what was not acknowledged is sent again until it is.
import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { birthStated, childRegistered, type Person } from '../chronicle/test-people.ts'

export type Ledger = {
  /** Ids of entries whose acceptance came back to their writer. */
  acknowledged: Set<string>
  /** Codes of problems that calls were answered with, each once. */
  problems: Set<string>
  /** Answers that settle an entry otherwise: there must be none. */
  refusals: string[]
  /** Calls that were cut off or not served, and sent again. */
  repeated: number
}

export function emptyLedger(): Ledger {
  return { acknowledged: new Set(), problems: new Set(), refusals: [], repeated: 0 }
}

type Answer = { results?: { id: string; status: string; problem?: { code: string } }[]; code?: string }

/** One call. Whether every entry of it was settled. */
export async function send(
  origin: string,
  person: Person,
  entries: readonly Written[],
  ledger: Ledger,
): Promise<boolean> {
  const answer = await fetch(`${origin}/v1/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.secret}` },
    body: JSON.stringify({ entries }),
  }).catch(() => undefined)
  const body = (await answer?.json().catch(() => undefined)) as Answer | undefined // the host's own answer
  if (body?.code !== undefined) ledger.problems.add(body.code)
  if (body?.results === undefined) {
    ledger.repeated += 1
    if (answer?.status === 429) await pause(1000)
    return false
  }
  for (const { id, status, problem } of body.results) {
    if (status === 'refused') ledger.refusals.push(problem?.code ?? status)
    else ledger.acknowledged.add(id)
  }
  return true
}

/** Writes until told to stop, and ends when its last call is settled. */
export async function writeOn(
  origin: string,
  person: Person,
  ledger: Ledger,
  state: { isWriting: boolean },
): Promise<void> {
  let child: Uuid | undefined
  for (let turn = 0; state.isWriting; turn += 1) {
    const entries = entriesFor(person, turn, child)
    child = entries[0]?.subject
    while (!(await send(origin, person, entries, ledger))) await pause(200)
  }
}

/** A new child now and then, and between them what was said about its birth. */
function entriesFor(person: Person, turn: number, child: Uuid | undefined): Written[] {
  if (child === undefined || turn % 5 === 0) {
    const opening = childRegistered(person)
    return [opening, birthStated(person, opening.subject, '2011-03')]
  }
  return [birthStated(person, child, `2010-0${1 + (turn % 9)}`), birthStated(person, child, `2011-0${1 + (turn % 9)}`)]
}
