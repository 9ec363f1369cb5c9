// All that the administrator's pages show, asked for together.
import { listAccounts, listAgencies, type Account } from '@komar/contract/accounts'
import { listCircles, type Circle } from '@komar/contract/circles'
import { call, type Answer } from '@komar/contract/client'
import { listFacilities, type FacilityRow } from '@komar/contract/register'
import type { Agency } from '@komar/contract/session'
import { useAnswer, type Asked } from '../store/use-answer.ts'

export type People = { accounts: Account[]; agencies: Agency[]; circles: Circle[]; facilities: FacilityRow[] }

export function usePeople(): Asked<People> {
  return useAnswer(askPeople)
}

async function askPeople(isBackground: boolean): Promise<Answer<People>> {
  const [accounts, agencies, circles, facilities] = await Promise.all([
    call(listAccounts, {}, { isBackground }),
    call(listAgencies, {}, { isBackground }),
    call(listCircles, {}, { isBackground }),
    call(listFacilities, {}, { isBackground }),
  ])
  if (!accounts.ok) return accounts
  if (!agencies.ok) return agencies
  if (!circles.ok) return circles
  if (!facilities.ok) return facilities
  return {
    ok: true,
    value: { ...accounts.value, ...agencies.value, ...circles.value, facilities: facilities.value.facilities },
  }
}
