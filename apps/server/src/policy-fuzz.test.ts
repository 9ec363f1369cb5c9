// Policy packs in which one place was spoiled: read whole, or refused with the place named. Never half, never with another error.
import { assembleQuestionnaire } from '@komar/domain/assess/questionnaire'
import { parsePolicyPack, type PolicySections } from '@komar/domain/policy'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { hostileJson, placesIn, withText } from './http/hostile-values.ts'
import { loadPolicyPack } from './policy-files.ts'

const runs = Number(process.env['KOMAR_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['KOMAR_SEED'] ?? 20261129)
const sections = loadPolicyPack('kh')
const places = placesIn(sections)

it(
  'are refused by the place that is wrong, or read',
  () => {
    let refused = 0
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.constantFrom(...hostileJson), (at, text) => {
        const place = places[at] ?? []
        if (place.length === 0) return
        const spoiled = JSON.parse(withText(sections, place, text)) as PolicySections // of this very form but for one place
        try {
          parsePolicyPack(spoiled)
        } catch (error) {
          expect(error).toBeInstanceOf(z.ZodError)
          const named = (error as z.ZodError).issues.map(({ path }) => path.join('/')) // just looked at
          const isNear = named.some(
            (path) => place.join('/').startsWith(path) || path.startsWith(place.slice(0, 1).join('/')),
          )
          expect([place.join('/'), isNear]).toEqual([place.join('/'), true])
          refused += 1
        }
      }),
      { seed, numRuns: runs },
    )
    expect(refused).toBeGreaterThan(runs / 4)
  },
  60_000 + runs * 100,
)

it('of questionnaires that name what is not there are refused too', () => {
  for (const text of hostileJson) {
    const file: unknown = JSON.parse(text)
    expect(() => assembleQuestionnaire(file, () => file)).toThrow(z.ZodError)
  }
})
