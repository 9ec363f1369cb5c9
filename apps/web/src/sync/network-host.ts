// The host over the network. No network, a time-out, a host that is down or restarting and an answer that was cut off all mean: later.
// Only an answer about each entry settles it.
import { appendEntries, pullFeed, type AppendResult } from '@komar/contract/chronicle'
import { addressOf, call, fetchFor, type ClientOptions } from '@komar/contract/client'
import { problemSchema, type HttpProblem } from '@komar/contract/problem'
import { showSession } from '@komar/contract/session'
import { readDevicePage } from '../store/feed-page.ts'
import type { Unsent } from '../store/outbox-row.ts'
import type { Host, NoAnswer } from './host.ts'

/** Longer than the host takes for a full call on a bad link; the browser itself would wait for minutes. */
const timeOutMs = 60_000

/** Answers after which the same call may go through at another time. */
const passing: readonly string[] = [
  'host.unavailable',
  'host.full',
  'host.read-only',
  'host.failed',
  'request.too-many',
  'access.must-change-password',
  'access.must-add-second-factor',
  // Another browser uses the session: the page asks for the password as soon as somebody asks for anything.
  'session.confirm',
]

const later: NoAnswer = { is: 'later' }

/** `options`: the store that speaks; for programs and measurements an origin and a token. */
export function networkHost(options: ClientOptions = {}): Host {
  const background = (): ClientOptions => ({ ...options, isBackground: true, signal: AbortSignal.timeout(timeOutMs) })
  return {
    whoAmI: async () => {
      const answer = await call(showSession, {}, background())
      if (!answer.ok) return noAnswer(answer.problem) ?? later
      const { epoch, now } = answer.value.host
      return { is: 'known', epoch, now }
    },
    push: async (groups) => {
      const answer = await call(appendEntries, { body: callOf(groups) }, background())
      if (answer.ok) return { is: 'answered', outcomes: answer.value.results }
      const none = noAnswer(answer.problem)
      if (none !== null) return none
      // The call was refused whole: one entry may be the cause, so each group is tried by itself before any is blamed.
      if (groups.length > 1) return pushOneByOne(groups, background)
      return { is: 'answered', outcomes: groups.flat().map(({ id }) => refusal(id, answer.problem)) }
    },
    pull: async ({ after, limit }) => {
      const began = performance.now()
      const query = { limit, ...(after === null ? {} : { after }) }
      const read = await readText(addressOf(pullFeed, { query }), background())
      if (typeof read !== 'string') return read
      const page = readDevicePage(read)
      return page === null ? later : { is: 'page', page, ms: performance.now() - began }
    },
  }
}

async function pushOneByOne(
  groups: readonly (readonly Unsent[])[],
  options: () => ClientOptions,
): Promise<Awaited<ReturnType<Host['push']>>> {
  const outcomes: AppendResult[] = []
  for (const group of groups) {
    const answer = await call(appendEntries, { body: callOf([group]) }, options())
    if (answer.ok) outcomes.push(...answer.value.results)
    else {
      const none = noAnswer(answer.problem)
      // What was answered so far is settled; the rest waits.
      if (none !== null) return outcomes.length > 0 ? { is: 'answered', outcomes } : none
      outcomes.push(...group.map(({ id }) => refusal(id, answer.problem)))
    }
  }
  return { is: 'answered', outcomes }
}

async function readText(
  address: string,
  options: ClientOptions,
): Promise<string | NoAnswer | { is: 'cursor-unknown' }> {
  try {
    return await fetchFor(options, address, { headers: { accept: 'application/x-ndjson' } }, async (response) => {
      if (response.ok) return response.text()
      const problem = problemSchema.safeParse(await response.json().catch(() => null))
      if (!problem.success) return later
      if (problem.data.code === 'request.cursor-unknown') return { is: 'cursor-unknown' }
      return noAnswer(problem.data) ?? later
    })
  } catch {
    return later
  }
}

/** Null where the host has judged the call itself. */
function noAnswer(problem: HttpProblem | 'offline'): NoAnswer | null {
  if (problem === 'offline' || passing.includes(problem.code)) return later
  if (problem.code === 'access.device-revoked') return { is: 'revoked' }
  if (problem.code === 'access.not-signed-in') return { is: 'session-ended' }
  return null
}

function refusal(id: string, problem: HttpProblem | 'offline'): AppendResult {
  if (problem === 'offline') return { id, status: 'refused' }
  const { code, fields, missing, params } = problem
  return { id, status: 'refused', problem: { code, fields, missing, params } }
}

/** Entries of a call, and which of them stand or fall together. */
function callOf(groups: readonly (readonly Unsent[])[]): { entries: Unsent['entry'][]; together: string[][] } {
  const together = groups.filter((group) => group.length > 1 && group.every((one) => one.together))
  return {
    entries: groups.flat().map(({ entry }) => entry),
    together: together.map((group) => group.map(({ id }) => id)),
  }
}
