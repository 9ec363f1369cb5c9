// Sends a group of entries and turns the answer into outcomes. Only an answer about each entry settles it; no network, a host that
// is down or restarting and a session that has ended all mean: later.
import { call, type Answer } from '@komar/contract/client'
import { appendEntries, type AppendResult } from '@komar/contract/chronicle'
import type { Unsent } from './outbox.ts'
import type { Sent } from './sender.ts'

/** Answers after which the same call may go through at another time. */
const passing: readonly string[] = [
  'host.unavailable',
  'host.failed',
  'request.too-many',
  'access.not-signed-in',
  'access.must-change-password',
]

export async function postEntries(group: readonly Unsent[]): Promise<Sent> {
  const entries = group.map((unsent) => unsent.entry)
  const isTogether = group.length > 1 && group.every((unsent) => unsent.together)
  const together = isTogether ? [entries.map((entry) => entry.id)] : []
  return readAnswer(await call(appendEntries, { body: { entries, together } }))
}

function readAnswer(answer: Answer<{ results: readonly AppendResult[] }>): Sent {
  if (answer.ok) return { outcomes: answer.value.results }
  if (answer.problem === 'offline' || passing.includes(answer.problem.code)) return 'later'
  const { code, fields, missing, params } = answer.problem
  return { refusedWhole: { code, fields, missing, params } }
}
