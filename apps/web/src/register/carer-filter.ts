// The filters of the list of carers as they stand in the address: nothing personal.
import * as z from 'zod'

export const onlyFilters = ['held', 'pregnant', 'released', 'all'] as const

const filterSchema = z.object({
  only: z.enum(onlyFilters).optional().catch(undefined),
  facility: z.uuid().optional().catch(undefined),
})

export type CarerSearch = { only?: (typeof onlyFilters)[number]; facility?: string }

/** Reads an address; an unknown value asks for nothing. */
export function readCarerSearch(search: Record<string, unknown>): CarerSearch {
  const { only, facility } = filterSchema.parse(search)
  return {
    ...(only === undefined || only === 'held' ? {} : { only }),
    ...(facility === undefined ? {} : { facility }),
  }
}
