import { useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { RecordContext } from './context.ts'

/** What the address says after the question mark: ids and words of lists. */
export function useQuery(): RecordContext['query'] {
  const search = useRouterState({ select: ({ location }) => location.searchStr })
  return useMemo(
    () => Object.fromEntries([...new URLSearchParams(search)].map(([name, value]) => [name, unquoted(value)])),
    [search],
  )
}

/** The router writes words that look like numbers in quotation marks. */
function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, '$1')
}
