// All that the administrator's pages show, asked for together.
import { listAccounts, listAgencies, type Account } from '@komar/contract/accounts'
import { listCircles, type Circle } from '@komar/contract/circles'
import { call, type Answer } from '@komar/contract/client'
import type { Agency } from '@komar/contract/session'
import { useAnswer, type Asked } from '../store/use-answer.ts'

export type People = { accounts: Account[]; agencies: Agency[]; circles: Circle[] }

export function usePeople(): Asked<People> {
  return useAnswer(askPeople)
}

async function askPeople(isBackground: boolean): Promise<Answer<People>> {
  const [accounts, agencies, circles] = await Promise.all([
    call(listAccounts, {}, { isBackground }),
    call(listAgencies, {}, { isBackground }),
    call(listCircles, {}, { isBackground }),
  ])
  if (!accounts.ok) return accounts
  if (!agencies.ok) return agencies
  if (!circles.ok) return circles
  return { ok: true, value: { ...accounts.value, ...agencies.value, ...circles.value } }
}
