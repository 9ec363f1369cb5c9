// How a device answers what the host would: one answerer for each endpoint that can be computed from what is here. They are pure but
// for reading entries, so that a test can hold them equal to the host's own answers.
import type { Endpoint, Input, InputOf, ParsedInput } from '@komar/contract/endpoint'
import type { Author } from '@komar/contract/register'
import type { Session } from '@komar/contract/session'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { z } from 'zod'
import type { DeviceChronicle } from './device-chronicle-port.ts'

/** What an answerer may know. */
export type About = {
  device: DeviceChronicle
  session: Pick<Session, 'account' | 'agency' | 'roles' | 'mayRead'>
  /** The civil day in the host's time zone, on the host's clock as far as it is known here. */
  today: PlainDate
  pack: CountryPack
  /** What the host last said to a call, where it was kept. */
  lastHeard: <I extends Input, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: InputOf<I>,
  ) => Promise<z.output<O> | null>
  /** People who wrote entries, as far as the host has named them. */
  authors: () => Promise<readonly Author[]>
}

/** Null: this needs a network. */
export type LocalAnswer<T> = { value: T } | null

export type Answerer = {
  endpoint: string
  answer: (input: unknown, about: About) => Promise<LocalAnswer<unknown>>
}

/** An answerer of an endpoint. Its input is checked and filled in as the host does. */
export function answerer<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  answer: (input: ParsedInput<I>, about: About) => Promise<LocalAnswer<z.output<O>>> | LocalAnswer<z.output<O>>,
): Answerer {
  return {
    endpoint: endpoint.id,
    answer: async (input, about) => {
      const parsed = parseInput(endpoint, input)
      return parsed === null ? null : answer(parsed, about)
    },
  }
}

function parseInput<I extends Input>({ input: shape }: Endpoint<I>, given: unknown): ParsedInput<I> | null {
  const parts: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = shape[part]
    if (schema === undefined) continue
    const parsed = schema.safeParse(
      given !== null && typeof given === 'object' && part in given ? Reflect.get(given, part) : {},
    )
    if (!parsed.success) return null
    parts[part] = parsed.data
  }
  return parts as ParsedInput<I> // made of the same three parts by their own schemas
}
