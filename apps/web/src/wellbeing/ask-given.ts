import { call, type Answer } from '@komar/contract/client'
import { listGivenQuestionnaires, type GivenQuestionnaire } from '@komar/contract/questionnaires'

/** The links that whoever is signed in gave. The host alone knows: what became of a link is never kept on a device. */
export async function askGiven(isBackground: boolean): Promise<Answer<{ questionnaires: GivenQuestionnaire[] }>> {
  return call(listGivenQuestionnaires, {}, { isBackground })
}
