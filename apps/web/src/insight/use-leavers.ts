import { listLeavers } from '@komar/contract/work'
import { call } from '@komar/contract/client'
import { useAnswer } from '../store/use-answer.ts'

function askLeavers(isBackground: boolean) {
  return call(listLeavers, {}, { isBackground })
}

/** Who left the agency, or soon will, and what stands in their name; asked of the host alone. */
export function useLeavers() {
  return useAnswer(askLeavers)
}
