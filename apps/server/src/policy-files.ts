// Reads a country's rules from policies/<iso>/ when the server starts. A file that does not fit its schema stops the start: better
// no Komar than one with half a law.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { assessmentTypes } from '@komar/domain/assess/kinds'
import { assembleQuestionnaire, type Questionnaire } from '@komar/domain/assess/questionnaire'
import { parsePolicyPack, type PolicyPack } from '@komar/domain/policy'

/** The folders of a pack's questionnaires: one for each type of assessment. */
const questionnaireFolders = assessmentTypes

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
    wellbeing: { rules: read('wellbeing'), immunisation: read('immunisation') },
    questionnaires: questionnaireFolders.map(assembled),
  })
}
