import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { accessClasses, classesOf } from '@komar/domain/access/classes'
import { writesOf, type Role } from '@komar/domain/access/roles'
import { needsWholePack } from '@komar/domain/gates'
import { kinds } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../record/all-forms.ts'
import { actionsFor, registerCarer, registerChild, registerPrison } from '../register/actions.ts'
import { placesOf } from './places-of.ts'
import { ruleWordsOf } from './rule-words-of.ts'
import { holdsRulesOfTheWork, needsRulesOfTheWork } from './rules-held.ts'
import { loadPolicy } from './use-policy.ts'

const folder = join(import.meta.dirname, '../../../../policies')
const countries = readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? [each.name] : [],
)
const has = (country: string, file: string): boolean => existsSync(join(folder, country, file))
const offered = (country: string, role: Role): string[] =>
  actionsFor({ roles: [role], mayWrite: classesOf(writesOf([role])), host: { country } }).map(({ name }) => name)

describe.each(countries)('%s in the app', (country) => {
  it('holds what its folder holds', async () => {
    const pack = await loadPolicy(country)
    expect(pack.head.id).toBe(country)
    expect(pack.procedures !== null).toBe(has(country, 'procedures.json'))
    expect(holdsRulesOfTheWork(country)).toBe(has(country, 'procedures.json'))
    expect(placesOf(country) !== null).toBe(has(country, 'places.json'))
    expect(ruleWordsOf(country).gates.length > 0).toBe(has(country, 'rule-words.json'))
  })
})

it('has no pack of a country that nobody wrote down', async () => {
  await expect(loadPolicy('xx')).rejects.toThrow('no policy pack')
})

describe('forms under a small pack', () => {
  it('leaves out what rules of the work would ask or decide, and keeps facts', () => {
    const [cambodia, austria] = [offered('kh', 'supervisor'), offered('at', 'supervisor')]
    for (const name of ['decision', 'carer-approval', 'separation-plan', 'entry-assessment']) {
      expect(cambodia).toContain(name)
      expect(austria).not.toContain(name)
    }
    expect(austria).toEqual(
      expect.arrayContaining(['view', 'contact', 'follow-up', 'complaint', 'letter', 'birth-settled']),
    )
    expect(offered('at', 'prison-officer')).toEqual(
      expect.arrayContaining(['arrival', 'birth-date', 'transfer', 'departure']),
    )
  })

  it('agrees with the gates on every kind, and with the questionnaires', () => {
    const acts = kinds.filter(({ family }) => family === 'act').map(({ name }) => name)
    expect(acts.filter((name) => needsRulesOfTheWork(name))).toEqual(acts.filter(needsWholePack))
    const answers = kinds
      .map(({ name }) => name)
      .filter((name) => accessClasses.some((each) => name === `assess.${each}-answered`))
    expect(answers.length).toBeGreaterThan(3)
    expect(answers.filter((name) => !needsRulesOfTheWork(name))).toEqual([])
  })

  it('does not ask for letters and complaints to be answered by a questionnaire', () => {
    expect(needsRulesOfTheWork('assess.letter-answered')).toBe(false)
    expect(needsRulesOfTheWork('assess.complaint-answered')).toBe(false)
    expect(needsRulesOfTheWork('assess.care-answered')).toBe(true)
  })
})

it('leads from the lists to forms that are there', () => {
  for (const { name } of [registerChild, registerCarer, registerPrison]) expect(formNamed('none', name)).toBeDefined()
})
