// Reads a country's rules from policies/<iso>/ when the server starts. A file that does not fit its schema stops the start: better
// no Komar than one with half a law. A country with pack.json and law.json alone has a small pack; with one more it must have all.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assessmentTypes } from '@komar/domain/assess/kinds'
import { assembleQuestionnaire, type Questionnaire } from '@komar/domain/assess/questionnaire'
import { packIdPattern } from '@komar/domain/law/policy-pack'
import { parsePolicyPack, parseSmallPack, type CountryPack, type PolicyPack } from '@komar/domain/policy'

/** Where the packs of all countries lie. */
export const policiesDirectory = join(import.meta.dirname, '../../../policies')

/** Whether a country has a pack, by the name of its folder. */
export function hasPack(country: string): boolean {
  return packIdPattern.test(country) && existsSync(join(policiesDirectory, country, 'pack.json'))
}

/** The folders of a pack's questionnaires: one for each type of assessment. */
const questionnaireFolders = assessmentTypes

/** Files of the rules of the work, beside pack.json and law.json; questionnaires lie in folders. */
export const workFiles = ['procedures', 'measures', 'wellbeing', 'immunisation'] as const

/**
 * The pack of a country, checked.
 * @param country as its folder is called: kh, or gb-sct
 * @throws when a file is missing or does not fit its schema
 */
export function loadCountryPack(country: string): CountryPack {
  return readPackFrom(join(policiesDirectory, country))
}

/**
 * A country's pack where it must be a whole one.
 * @throws like `loadCountryPack`, and for a small pack
 */
export function loadPolicyPack(country: string): PolicyPack {
  return wholePackFrom(join(policiesDirectory, country))
}

/**
 * The pack in a folder, checked.
 * @throws when a file is missing or does not fit its schema
 */
export function readPackFrom(directory: string): CountryPack {
  const isSmall = [...workFiles.map((name) => `${name}.json`), 'questionnaires'].every(
    (name) => !existsSync(join(directory, name)),
  )
  if (!isSmall) return wholePackFrom(directory)
  return parseSmallPack({ head: readJson(directory, 'pack'), law: readJson(directory, 'law') })
}

function wholePackFrom(directory: string): PolicyPack {
  const read = (name: string): unknown => readJson(directory, name)
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

function readJson(directory: string, name: string): unknown {
  return JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'))
}
