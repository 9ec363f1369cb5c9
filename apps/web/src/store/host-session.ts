// The vault's calls about the session. On a bad link an answer that does not come is as none: work goes on from the device.
import { call, type Answer } from '@komar/contract/client'
import { closeSession, openSession, showSession, type Session } from '@komar/contract/session'
import type { Who } from './device-stores.ts'
import { waitBeforeTryMs } from './back-off.ts'
import { deviceName } from './device-name.ts'
import type { Tie } from './vault-state.ts'

const signInPatienceMs = 20_000
const askPatienceMs = 5_000

/**
 * Signs in as the device that the store is, and answers the whole session. `others`: further stores that the password opens; the host
 * takes the one of the agency.
 */
export async function signIn(
  { login, password, agency, code, passkey }: Who,
  device: string,
  others: readonly string[] = [],
): Promise<Answer<Session>> {
  const signal = AbortSignal.timeout(signInPatienceMs)
  const deviceLabel = deviceName(navigator.userAgent)
  const which = {
    ...(code !== undefined && { code }),
    ...(passkey !== undefined && { passkey }),
    ...(agency !== undefined && { agency }),
    ...(others.length > 0 && { otherDevices: [...others] }),
  }
  const body = { user: login.trim(), password, device, deviceLabel, ...which }
  const opened = await call(openSession, { body }, { signal })
  return opened.ok ? call(showSession, {}, { signal: AbortSignal.timeout(signInPatienceMs) }) : opened
}

/** Who the host believes is signed in by this browser's cookie. */
export function askSession(patienceMs: number = askPatienceMs): Promise<Answer<Session>> {
  return call(showSession, {}, { isBackground: true, signal: AbortSignal.timeout(patienceMs) })
}

/** Whether a problem means that the host has not judged: no answer, a host that is down, too many calls or tries by anybody. */
export function isUnjudged(problem: Exclude<Answer<unknown>, { ok: true }>['problem']): boolean {
  return problem === 'offline' || problem.status >= 500 || problem.status === 429
}

const secondStepProblems: readonly string[] = ['session.code-needed', 'session.code-wrong', 'session.passkey-wrong']

/** The password was right: what is still to come, or was wrong, is the second factor. */
export function isAboutCode(problem: Exclude<Answer<unknown>, { ok: true }>['problem']): boolean {
  return problem !== 'offline' && secondStepProblems.includes(problem.code)
}

/** What an answer about the session of this store says of the tie to the host. */
export function tieOf(answer: Answer<Session>, storeId: string): Tie {
  if (answer.ok) return answer.value.device === storeId ? 'signed-in' : 'ended'
  return isUnjudged(answer.problem) ? 'unreachable' : 'ended'
}

export type Closing = { /** Waits for a call that is under way, and tries no more. */ stop: () => Promise<void> }

/** Ends the session that the browser's cookie still opens: now, or as soon as the host can be reached. */
export function closeWhenReachable(chance: () => number = Math.random): Closing {
  let failures = 0
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  async function attempt(): Promise<void> {
    const answer = await call(closeSession, {}, { signal: AbortSignal.timeout(askPatienceMs) })
    if (answer.ok || !isUnjudged(answer.problem)) return end()
    failures += 1
    if (!isStopped) timer = setTimeout(again, waitBeforeTryMs(failures, chance()))
  }
  function again(): void {
    clearTimeout(timer)
    if (!isStopped) running = running.then(attempt)
  }
  function end(): void {
    isStopped = true
    clearTimeout(timer)
    globalThis.removeEventListener('online', again)
  }
  globalThis.addEventListener('online', again)
  again()
  return {
    stop: () => {
      end()
      return running
    },
  }
}
