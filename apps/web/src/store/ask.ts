// Pages ask here. With a network the host answers. Without one the device does, from the entries that it keeps or with what was last
// heard; and where neither can, the page says that this needs a network (docs/decisions/0014-the-device.md).
import { call, type Answer, type ClientOptions } from '@komar/contract/client'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import type { HttpProblem } from '@komar/contract/problem'
import type { z } from 'zod'
import { openTexts } from './agency-keys/open-texts.ts'
import { answerHere, keepHeard, type AttachedDevice } from './device-answer.ts'

/** Who answered; `asOf`: up to which instant of the host's time the device had heard it, null where it is not known. */
export type Source = { from: 'host' } | { from: 'device'; asOf: string | null }

export type Told<T> = Answer<T> & { source: Source }

type AskOptions = Pick<ClientOptions, 'isBackground' | 'fetch'>

const host: Source = { from: 'host' }

/** A host that has not answered by then is as good as none for a page that the device can show. */
const patienceMs = 4_000
/** After a call that came to nothing, pages do not each wait for the same host again. */
const awayMs = 15_000

let attached: AttachedDevice | null = null
let awayUntil = 0

/** From now on this device answers where the host does not. Answers how to take it away again: at sign-out and when it is locked. */
export function attachDevice(device: AttachedDevice): () => void {
  attached = device
  awayUntil = 0
  return () => {
    if (attached === device) attached = null
  }
}

/** The device that answers; null while none is open. */
export function attachedDevice(): AttachedDevice | null {
  return attached
}

/** The network is back, as the browser says: the next question goes to the host at once. */
export function noteNetwork(): void {
  awayUntil = 0
}

/** Asks the host, or this device where the host does not answer. Sealed texts are opened, or said to be sealed. */
export async function ask<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
  options: AskOptions = {},
): Promise<Told<z.output<O>>> {
  const told = await askAnyone(endpoint, input, options)
  return told.ok ? { ...told, value: await openTexts(told.value) } : told
}

async function askAnyone<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
  options: AskOptions,
): Promise<Told<z.output<O>>> {
  const device = attached
  if (device === null) return { ...(await call(endpoint, input, options)), source: host }
  if (isAway()) {
    const here = await answerHere(device, endpoint, input)
    if (here !== null || !navigator.onLine) return here ?? { ok: false, problem: 'offline', source: host }
  }
  return askHost(device, endpoint, input, options)
}

function isAway(): boolean {
  return !navigator.onLine || Date.now() < awayUntil
}

async function askHost<I extends Input, O extends z.ZodType>(
  device: AttachedDevice,
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
  options: AskOptions,
): Promise<Told<z.output<O>>> {
  const calling = call(endpoint, input, options)
  const inTime = await Promise.race([calling, late()])
  if (inTime === 'late') {
    const here = await answerHere(device, endpoint, input)
    if (here !== null) {
      awayUntil = Date.now() + awayMs
      void calling.then((answer) => answer.ok && noteNetwork())
      return here
    }
  }
  const answer = await calling
  if (answer.ok) {
    awayUntil = 0
    void keepHeard(device, endpoint, input, answer.value)
    return { ...answer, source: host }
  }
  if (!isUnanswered(answer.problem)) return { ...answer, source: host }
  awayUntil = Date.now() + awayMs
  return (await answerHere(device, endpoint, input)) ?? { ...answer, source: host }
}

function late(): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), patienceMs))
}

/** No answer, or one that is not Komar's: a proxy before a host that is down, a hotel's page. */
function isUnanswered(problem: HttpProblem | 'offline'): boolean {
  return problem === 'offline' || problem.code === 'host.unavailable'
}
