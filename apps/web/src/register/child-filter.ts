// The list's filters as they stand in the address: nothing personal, so that the address can be shared; what is typed as a name is not
// among them. An unknown value asks for nothing, so that an old address still opens.
import { limitStates } from '@komar/contract/register'
import { plainDateSchema } from '@komar/domain/time/plain-date'
import * as z from 'zod'

export const decisionFilters = ['none', 'full', 'interim', 'overstay'] as const
export const stateFilters = limitStates.filter((state) => state !== 'not-in-prison')
export const whereFilters = ['inside', 'outside', 'anywhere', 'closed'] as const

const filterSchema = z.object({
  where: z.enum(whereFilters).optional().catch(undefined),
  facility: z.uuid().optional().catch(undefined),
  state: z.enum(stateFilters).optional().catch(undefined),
  decision: z.enum(decisionFilters).optional().catch(undefined),
  asOf: plainDateSchema.optional().catch(undefined),
})
type ChildFilter = z.infer<typeof filterSchema>

/** Filters as an address carries them: only those that ask for something. */
export type ChildSearch = { [Key in keyof ChildFilter]?: NonNullable<ChildFilter[Key]> }

/** Reads an address. */
export function readChildSearch(search: Record<string, unknown>): ChildSearch {
  return withoutEmpty(filterSchema.parse(search))
}

/** The filters with one changed; the empty value takes it away. */
export function changeSearch(search: ChildSearch, name: keyof ChildSearch, value: string): ChildSearch {
  return readChildSearch({ ...search, [name]: value === '' ? undefined : value })
}

export function isFiltered(search: ChildSearch): boolean {
  return Object.keys(search).length > 0
}

function withoutEmpty(filter: ChildFilter): ChildSearch {
  const { where, facility, state, decision, asOf } = filter
  return {
    ...(where === undefined || where === 'inside' ? {} : { where }),
    ...(facility === undefined ? {} : { facility }),
    ...(state === undefined ? {} : { state }),
    ...(decision === undefined ? {} : { decision }),
    ...(asOf === undefined ? {} : { asOf }),
  }
}
