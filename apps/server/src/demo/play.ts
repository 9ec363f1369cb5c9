// Plays a history through the real append, call by call, with the host's clock set to each call's simulated time: gates, circles,
// chain and projections do what they do for everyone. An entry that already stands is passed over, so an interrupted play goes on.
import type { Pool } from 'pg'
import { maxEntriesPerCall } from '@komar/domain/chronicle/entry'
import { appendEntries, type AppendResult } from '../chronicle/append.ts'
import type { World } from '../chronicle/world.ts'
import { asActor, type TokenHash } from '../db/as-actor.ts'
import { setClock } from './establish.ts'
import type { Timed } from './pen.ts'
import type { Login } from './people.ts'

export type Stage = {
  app: Pool
  owner: Pool
  world: World
  token: (login: Login) => TokenHash
  /** Told after each call: the simulated day, and how many entries have been played. */
  progress?: (day: string, entries: number) => void
}

/** Plays entries in the order given. Throws when one is not taken as the history means it. */
export async function play(stage: Stage, timed: Iterable<Timed>): Promise<number> {
  let played = 0
  for (const call of callsOf(timed)) {
    const first = call[0]
    if (first === undefined) continue
    await setClock(stage.owner, first.at)
    const together = groupsOf(call)
    const entries = call.map(({ entry }) => entry)
    const results = await asActor(stage.app, { token: stage.token(first.login), touch: false }, (db) =>
      appendEntries(db, entries, { world: stage.world, together }),
    )
    check(call, results)
    played += call.length
    stage.progress?.(first.at.slice(0, 10), played)
  }
  return played
}

/** Consecutive entries of one person at one time, at most 500, no group torn apart. */
export function* callsOf(timed: Iterable<Timed>): Generator<Timed[]> {
  let call: Timed[] = []
  for (const each of timed) {
    const last = call.at(-1)
    const isSame = last !== undefined && last.login === each.login && last.at === each.at
    const isFull = call.length >= maxEntriesPerCall - 2 && (each.group === undefined || each.group !== last?.group)
    if (call.length > 0 && (!isSame || isFull)) {
      yield call
      call = []
    }
    call.push(each)
  }
  if (call.length > 0) yield call
}

function groupsOf(call: readonly Timed[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const { group, entry } of call)
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), entry.id])
  return [...groups.values()]
}

function check(call: readonly Timed[], results: readonly AppendResult[]): void {
  call.forEach(({ entry, at, isRefused }, index) => {
    const result = results[index]
    const problem = result !== undefined && 'problem' in result ? result.problem : undefined
    if ((problem !== undefined) === (isRefused === true)) return
    const missing = problem?.missing?.map(({ code }) => code).join(' ') ?? ''
    throw new Error(
      `the demonstration's ${entry.kind} of ${at} was ${problem === undefined ? 'not refused' : `refused: ${problem.code} ${missing} ${JSON.stringify(problem.params ?? problem.fields ?? {})}`}`,
    )
  })
}

/** Two histories, each in the order of time, as one. */
export function* merged(left: Iterable<Timed>, right: Iterable<Timed>): Generator<Timed> {
  const rest = right[Symbol.iterator]()
  let other = rest.next()
  for (const each of left) {
    while (other.done !== true && other.value.at < each.at) {
      yield other.value
      other = rest.next()
    }
    yield each
  }
  while (other.done !== true) {
    yield other.value
    other = rest.next()
  }
}
