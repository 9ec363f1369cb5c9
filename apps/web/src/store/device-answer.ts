// The device's own answer to a question: computed from its entries, else what the host last said to it, else none.
import { addressOf } from '@komar/contract/client'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import type { Author } from '@komar/contract/register'
import type { Session } from '@komar/contract/session'
import type { CountryPack } from '@komar/domain/policy'
import * as z from 'zod'
import type { About, Answerer } from './answerer.ts'
import type { Told } from './ask.ts'
import type { DeviceChronicle } from './device-chronicle-port.ts'
import type { Download } from './download-port.ts'
import type { HostClock } from './host-clock.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** An unlocked device of the signed-in person. */
export type AttachedDevice = {
  chronicle: DeviceChronicle
  kept: KeptAnswers
  download: Download
  session: Session
  clock: HostClock
  /** Loaded when they are first needed, so that the first page is not heavier for them. */
  answerers: () => Promise<readonly Answerer[]>
  policy: (country: string) => Promise<CountryPack>
}

/** Small lists and reports that no entry answers, and prisons beyond those whose entries are here. */
const keptEndpoints: ReadonlySet<string> = new Set([
  'agencies.list',
  'device.show-keeping',
  'diary.carers',
  'diary.show',
  'facilities.list',
  'refusals.list',
  'work.colleagues',
  'work.case-load',
  'work.backlog',
  'reports.situation',
  'reports.indicators',
])

const authorsQuestion = 'authors'
const mostAuthors = 500
const authorSchema = z.object({ id: z.uuid(), displayName: z.string(), agency: z.uuid() })
const withAuthors = z.object({ authors: z.array(authorSchema) })

/** Keeps what the host said where it is kept at all: the answer, and the names of those who wrote entries. */
export async function keepHeard<I extends Input>(
  { kept, clock }: Pick<AttachedDevice, 'kept' | 'clock'>,
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  value: unknown,
): Promise<void> {
  if (keptEndpoints.has(endpoint.id)) await kept.keep(questionOf(endpoint, input), { value, heardAt: clock.now() })
  const named = endpoint.id.endsWith('.chronicle') ? withAuthors.safeParse(value) : null
  if (named?.success !== true) return
  const before = await authorsHeard(kept)
  const byId = new Map([...named.data.authors, ...before].map((author) => [author.id, author]))
  const known = new Set(before.map(({ id }) => id))
  if (named.data.authors.every(({ id }) => known.has(id))) return
  await kept.keep(authorsQuestion, { value: [...byId.values()].slice(0, mostAuthors), heardAt: clock.now() })
}

async function authorsHeard(kept: KeptAnswers): Promise<Author[]> {
  return z.array(authorSchema).safeParse((await kept.read(authorsQuestion))?.value).data ?? []
}

/** What this device can say; null when it takes a network. */
export async function answerHere<I extends Input, O extends z.ZodType>(
  device: AttachedDevice,
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
): Promise<Told<z.output<O>> | null> {
  const computed = await compute(device, endpoint, input)
  if (computed !== null) return computed
  const heard = await device.kept.read(questionOf(endpoint, input))
  const value = endpoint.output.safeParse(heard?.value)
  if (heard === null || !value.success) return null
  return { ok: true, value: value.data, source: { from: 'device', asOf: heard.heardAt } }
}

async function compute<I extends Input, O extends z.ZodType>(
  device: AttachedDevice,
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
): Promise<Told<z.output<O>> | null> {
  const { chronicle, session, clock } = device
  const source = { from: 'device', asOf: chronicle.size().asOf } as const
  // Before anything came in, an empty list would be a false one.
  if (source.asOf === null) return null
  if (!isAllowed(endpoint, session)) return null
  const found = (await device.answerers()).find((one) => one.endpoint === endpoint.id)
  if (found === undefined) return null
  const about = { ...(await aboutOf(device)), device: chronicle, session, today: clock.today() }
  const answer = await found.answer(input, about)
  if (answer === null) return null
  // The same schema as the host's answer passes: fields that it does not declare go no further.
  const value = endpoint.output.safeParse(answer.value)
  return value.success ? { ok: true, value: value.data, source } : null
}

/** As on the host: by role. Whose child it is, the entries here say, as only what may be read reaches a device. */
function isAllowed({ allow }: Pick<Endpoint, 'allow'>, { roles }: Session): boolean {
  if (allow === 'anyone' || allow === 'signed-in' || 'signedIn' in allow) return true
  return allow.roles.some((role) => roles.includes(role))
}

async function aboutOf({
  kept,
  session,
  policy,
}: AttachedDevice): Promise<Pick<About, 'pack' | 'lastHeard' | 'authors'>> {
  return {
    pack: await policy(session.host.country),
    authors: () => authorsHeard(kept),
    lastHeard: async (endpoint, input) => {
      const heard = await kept.read(questionOf(endpoint, input))
      return endpoint.output.safeParse(heard?.value).data ?? null
    },
  }
}

function questionOf<I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>): string {
  const parts = input as { body?: unknown } // InputOf is made of params, query and body
  return `${endpoint.method} ${addressOf(endpoint, parts)} ${JSON.stringify(parts.body ?? {})}`
}
