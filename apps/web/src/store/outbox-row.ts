// What one row of the outbox says. The row's key is random, so that whoever holds a locked phone sees how many wait and nothing of them.
import type { AppendResult } from '@komar/contract/chronicle'
import { domainProblemSchema } from '@komar/contract/problem'
import { writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import * as z from 'zod'

/** waiting: not sent yet, or to be sent again. sent: on its way, the answer is not known. */
export type UnsentState = 'waiting' | 'sent' | 'accepted' | 'refused'

export type Unsent = {
  /** The entry's own id. */
  id: string
  entry: Written
  /** Entries written by one press of a button; sent in one call. */
  group: string
  /** All of the group or none. */
  together: boolean
  /** Place among all that this account has waiting on this device. */
  order: number
  state: UnsentState
  attempts: number
  seq?: number | undefined
  problem?: AppendResult['problem']
}

/** `isSeen`: its author has seen the outcome. It may rest here all the same, until the host's copy is safe. */
export type OutboxRow = { key: string; unsent: Unsent; isSeen: boolean }

export const outboxFormat = 1

const rowSchema = z.object({
  format: z.literal(outboxFormat),
  entry: writtenSchema,
  group: z.string(),
  together: z.boolean(),
  order: z.number(),
  state: z.enum(['waiting', 'accepted', 'refused']),
  attempts: z.int(),
  isSeen: z.boolean(),
  seq: z.int().optional(),
  // A newer host's code is a reason too: it is shown as one that this version does not know.
  problem: domainProblemSchema.extend({ code: z.string() }).optional(),
})

/** What is written: `sent` is known in memory only, since after a crash nobody knows the answer and it is sent again. */
export function storedRow({ unsent, isSeen }: OutboxRow): unknown {
  const { id: _id, state, ...rest } = unsent
  return { format: outboxFormat, ...rest, state: state === 'sent' ? 'waiting' : state, isSeen }
}

/** A row as it was written; null for a format that this version does not know: it stays where it is. */
export function readRow(key: string, value: unknown): OutboxRow | null {
  const read = rowSchema.safeParse(value)
  if (!read.success) return null
  const { format: _format, isSeen, problem, ...rest } = read.data
  const unsent: Unsent = { id: rest.entry.id, ...rest }
  // The catalogue of words says of a code that it does not know that Komar was refused.
  if (problem !== undefined) unsent.problem = problem as AppendResult['problem']
  return { key, unsent, isSeen }
}

/** What an answer of the host about an entry makes of it. */
export function settledBy(unsent: Unsent, outcome: AppendResult): Unsent {
  // A duplicate of an entry that was refused carries the first refusal's problem.
  const isRefused = outcome.status === 'refused' || outcome.problem !== undefined
  const { problem: _problem, ...rest } = unsent
  const settled: Unsent = { ...rest, state: isRefused ? 'refused' : 'accepted', seq: outcome.seq }
  return outcome.problem === undefined ? settled : { ...settled, problem: outcome.problem }
}

/** As it was before it was sent. */
export function waitingAgain({ problem: _problem, seq: _seq, ...unsent }: Unsent): Unsent {
  return { ...unsent, state: 'waiting' }
}
