// Reads a country's rules from policies/<iso>/ when the server starts. A file that does not fit its schema stops the start: better
// no Komar than one with half a law.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { assembleQuestionnaire, type Questionnaire } from '@komar/domain/assess/questionnaire'
import { parsePolicyPack, type PolicyPack } from '@komar/domain/policy'

/** Questionnaires that a pack may hold, by folder; those that are not written yet are left out. */
const questionnaireFolders = ['entry', 'separation'] as const

/**
 * The pack of a country, checked.
 * @param country two letters, as in policies/kh
 * @throws when a file is missing or does not fit its schema
 */
export function loadPolicyPack(country: string): PolicyPack {
  const read = (name: string): unknown =>
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../../policies/${country}/${name}.json`, import.meta.url)), 'utf8'),
    )
  const assembled = (folder: string): Questionnaire =>
    assembleQuestionnaire(read(`questionnaires/${folder}/questionnaire`), (section) =>
      read(`questionnaires/${section}`),
    )
  return parsePolicyPack({
    head: read('pack'),
    law: read('law'),
    procedures: read('procedures'),
    measures: read('measures'),
    questionnaires: questionnaireFolders.map(assembled),
  })
}
