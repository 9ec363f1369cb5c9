// What the host last said to a few small questions that no entry answers: names of agencies, colleagues, the situation report. Kept
// sealed, under names that tell nothing, with the instant at which it was heard; the oldest go when there are many.
// Never kept: accounts, who read a child, what is printed (docs/decisions/0014-the-device.md).
import type { Disk } from './disk.ts'
import type { Seal } from './seal.ts'
import * as z from 'zod'

export type Kept = { value: unknown; heardAt: string }

export type KeptAnswers = {
  /** Keeps an answer in place of the one before. Never throws: on a full device it is not kept. */
  keep: (question: string, kept: Kept) => Promise<void>
  read: (question: string) => Promise<Kept | null>
}

const table = 'kept'
const indexKey = 'index'
/** A person opens a few reports and lists; more are not worth their room. */
const most = 60

const keptSchema = z.object({ value: z.unknown(), heardAt: z.string() })
const indexSchema = z.record(z.string(), z.string())

/** Kept answers of one store. */
export function createKeptAnswers(disk: Pick<Disk, 'read' | 'write'>, seal: Seal): KeptAnswers {
  // One at a time: two that write the index at once would lose one another's row.
  let line: Promise<unknown> = Promise.resolve()

  async function open(key: string): Promise<unknown> {
    const sealed = await disk.read(table, key)
    if (sealed === undefined) return undefined
    return JSON.parse(new TextDecoder().decode(await seal.open({ table, key }, sealed)))
  }

  function sealed(key: string, value: unknown): Promise<Uint8Array> {
    return seal.seal({ table, key }, new TextEncoder().encode(JSON.stringify(value)))
  }

  async function keep(question: string, kept: Kept): Promise<void> {
    const key = await seal.blindName(question)
    const index = indexSchema.safeParse(await open(indexKey)).data ?? {}
    const all = Object.entries({ ...index, [key]: kept.heardAt }).toSorted((left, right) =>
      left[1] < right[1] ? 1 : -1,
    )
    await disk.write([
      { table, key, value: await sealed(key, kept) },
      { table, key: indexKey, value: await sealed(indexKey, Object.fromEntries(all.slice(0, most))) },
      ...all.slice(most).map(([gone]) => ({ table, key: gone, value: null }) as const),
    ])
  }

  return {
    keep: (question, kept) => {
      const done = line.then(() => keep(question, kept)).catch(() => undefined)
      line = done
      return done
    },
    read: async (question) => {
      try {
        return keptSchema.safeParse(await open(await seal.blindName(question))).data ?? null
      } catch {
        return null // a row that does not open is as good as none: it is asked for again
      }
    },
  }
}
