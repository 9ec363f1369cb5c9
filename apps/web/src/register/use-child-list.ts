// The list of children as asked for: typed names go in the body of a call, never in the address, and are asked for a moment after the
// last key. Further pages are added below the first.
import { searchChildren, type ChildRow } from '@komar/contract/register'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { ask } from '../store/ask.ts'
import { useAnswer, type Asked } from '../store/use-answer.ts'
import type { ChildSearch } from './child-filter.ts'

type Page = z.output<typeof searchChildren.output>

export type ChildList = {
  asked: Asked<Page>
  /** Rows of the pages after the first. */
  further: readonly ChildRow[]
  /** Asks for the next page; undefined when there is none. */
  showMore: (() => Promise<void>) | undefined
}

const typingPauseMs = 250

export function useChildList(search: ChildSearch, typed: string): ChildList {
  const text = useSettled(typed.trim())
  const question = useCallback(
    (isBackground: boolean, cursor?: string) => {
      const body = { ...search, ...(text === '' ? {} : { text }), ...(cursor === undefined ? {} : { cursor }) }
      return ask(searchChildren, { body }, { isBackground })
    },
    [search, text],
  )
  const asked = useAnswer(useCallback((isBackground: boolean) => question(isBackground), [question]))
  const [more, setMore] = useState<{ question: unknown; rows: readonly ChildRow[]; cursor: string | null } | null>(null)
  const current = more?.question === question ? more : null
  const cursor = current === null ? (asked.value?.cursor ?? null) : current.cursor

  const showMore = async (after: string): Promise<void> => {
    const answer = await question(false, after)
    if (answer.ok)
      setMore({ question, rows: [...(current?.rows ?? []), ...answer.value.children], cursor: answer.value.cursor })
  }
  const shown = new Set(asked.value?.children.map(({ id }) => id))
  return {
    asked,
    further: (current?.rows ?? []).filter(({ id }) => !shown.has(id)),
    showMore: cursor === null ? undefined : () => showMore(cursor),
  }
}

/** A value once it has not changed for a moment. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
