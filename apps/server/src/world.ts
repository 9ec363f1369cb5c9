// Puts together what the chronicle needs of all slices: the gates and projectors of a country, with its rules.
import { gateFor } from '@komar/domain/gates'
import { placingRule } from '@komar/domain/register/circles'
import { merged } from '@komar/domain/register/merge-kinds'
import { recordsOf, unionOf } from '@komar/domain/register/merge-state'
import type { Sameness, World } from './chronicle/world.ts'
import { loadCountryPack } from './policy-files.ts'
import { projectors } from './projectors.ts'

const sameness: Sameness = {
  mentioned: (entries) =>
    entries.flatMap(({ kind, subject, also }) => (kind === merged.name ? [subject, ...also] : [])),
  recordsOf: (subject, chronicle) => {
    const { kept, others } = recordsOf(subject, chronicle)
    return [kept, ...others]
  },
  unionOf,
}

const worlds = new Map<string, World>()

/** The world of a country (two letters), read once. @throws when its policy pack does not fit. */
export function worldOf(country: string): World {
  const known = worlds.get(country)
  if (known !== undefined) return known
  const pack = loadCountryPack(country)
  const world: World = {
    pack,
    placing: placingRule,
    sameness,
    projectors,
    gateFor: (kind) => {
      const gate = gateFor(kind)
      return gate === undefined ? undefined : { ...gate, checks: (act, about) => gate.checks(act, { ...about, pack }) }
    },
  }
  worlds.set(country, world)
  return world
}
