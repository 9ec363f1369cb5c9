// One subject's chronicle on an open page: read whole once, then kept current by the feed whenever something was accepted anywhere.
// Where the host does not answer, it is that of this device, kept current by what comes in here.
// What this device has written and not yet sent stands in it too, as waiting.
import { addressOf, type Answer, fetchFor } from '@komar/contract/client'
import { pullFeed } from '@komar/contract/chronicle'
import type { HttpProblem } from '@komar/contract/problem'
import type { Author, childChronicle } from '@komar/contract/register'
import type { Entry, Recorded } from '@komar/domain/chronicle/entry'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { onKeys, openTexts } from '../store/agency-keys/open-texts.ts'
import { ask, attachedDevice, type Source } from '../store/ask.ts'
import { useStore, useUnsent } from '../store/store-provider.tsx'
import { mergeFeed, names, readEntry, readFeed } from './merge-feed.ts'

/** The endpoint of a child's, a carer's or a facility's chronicle: they differ in their address only. */
export type ChronicleEndpoint = typeof childChronicle

type Read = z.output<ChronicleEndpoint['output']>
type Held = { entries: readonly Entry[]; authors: readonly Author[]; cursor: string; source: Source }

export type OpenChronicle = {
  /** Null while it is first read, or when it cannot be. */
  entries: readonly Recorded[] | null
  authors: readonly Author[]
  /** Who gave the entries; undefined while there are none. */
  source: Source | undefined
  /** The last refusal or lost connection; the entries held before stay. */
  problem: HttpProblem | 'offline' | null
  askAgain: () => void
}

/** Follows a chronicle; a null subject reads nothing. */
export function useChronicle(endpoint: ChronicleEndpoint, subject: string | null): OpenChronicle {
  const { changes } = useStore()
  const [held, setHeld] = useState<Held | null>(null)
  const [problem, setProblem] = useState<OpenChronicle['problem']>(null)
  const latest = useRef<Held | null>(null)

  const keep = useCallback((next: Held | null) => {
    latest.current = next
    setHeld(next)
  }, [])

  const follow = useCallback(
    async (isBackground: boolean): Promise<void> => {
      if (subject === null) return
      const before = latest.current
      const news = before === null || before.source.from === 'device' ? 'anew' : await pull(subject, before)
      const answer = news === 'anew' ? await readWhole(endpoint, subject, isBackground) : news
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) keep(answer.value)
      else if (answer.problem !== 'offline' && [403, 404].includes(answer.problem.status)) keep(null)
    },
    [endpoint, subject, keep],
  )

  useEffect(() => {
    keep(null)
    setProblem(null)
    // One at a time: two pulls from one cursor would be thrown together.
    let line = follow(false)
    const next = (): void => void (line = line.then(() => follow(true)))
    const stopHost = changes.subscribe(next)
    const stopDevice = attachedDevice()?.chronicle.subscribe(() => {
      if (latest.current?.source.from !== 'host') next()
    })
    const stopKeys = onKeys(() => {
      latest.current = null
      next()
    })
    return () => {
      stopKeys()
      stopHost()
      stopDevice?.()
    }
  }, [changes, follow, keep])

  const entries = useWithUnsent(held?.entries ?? null, subject)
  return { entries, authors: held?.authors ?? [], source: held?.source, problem, askAgain: () => void follow(false) }
}

async function readWhole(endpoint: ChronicleEndpoint, subject: string, isBackground: boolean): Promise<Answer<Held>> {
  const answer = await ask(endpoint, { params: { id: subject } }, { isBackground })
  return answer.ok ? { ok: true, value: holdOf(answer.value, answer.source) } : answer
}

function holdOf({ entries, authors, cursor }: Read, source: Source): Held {
  return { entries: entries.flatMap((entry) => readEntry(entry) ?? []), authors, cursor, source }
}

/** What is new since the cursor; 'anew' when the whole must be read again. */
async function pull(subject: string, before: Held): Promise<Answer<Held> | 'anew'> {
  let { entries, cursor } = before
  for (;;) {
    const { text } = await readPage(cursor)
    if (text === undefined) return { ok: false, problem: 'offline' }
    const page = text === null ? null : await openTexts(readFeed(text))
    if (page === null) return 'anew'
    entries = mergeFeed(subject, entries, page)
    cursor = page.cursor
    if (!page.more) break
  }
  // Only the chronicle itself tells who wrote an entry.
  const known = new Set(before.authors.map(({ id }) => id))
  if (entries.some(({ author }) => !known.has(author))) return 'anew'
  return { ok: true, value: { ...before, entries, cursor } }
}

/** The text of one page; null when the host refused the cursor, undefined when it could not be reached. */
async function readPage(after: string): Promise<{ text?: string | null }> {
  try {
    const address = addressOf(pullFeed, { query: { after } })
    const sent = { headers: { accept: 'application/x-ndjson' } }
    return await fetchFor({ isBackground: true }, address, sent, async (response) => ({
      text: response.ok ? await response.text() : null,
    }))
  } catch {
    return {}
  }
}

function useWithUnsent(entries: readonly Entry[] | null, subject: string | null): readonly Recorded[] | null {
  const unsent = useUnsent()
  return useMemo(() => {
    if (entries === null || subject === null) return null
    const known = new Set<string>(entries.map(({ id }) => id))
    const waiting = (unsent ?? [])
      .filter(({ state, entry }) => state !== 'refused' && !known.has(entry.id) && names(entry, subject))
      .map(({ entry }): Recorded => entry)
    return [...entries, ...waiting]
  }, [entries, unsent, subject])
}
