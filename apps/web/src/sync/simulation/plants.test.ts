// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { plants } from './plants.ts'
import { simulate } from './run.ts'

/** As many worlds as a plant may hide in. */
const seeds = 60

describe('a planted fault is noticed:', () => {
  it.each(Object.entries(plants))('%s', { timeout: 60_000 }, async (_name, plant) => {
    let noticed: readonly { rule: string }[] = []
    for (let seed = 1; seed <= seeds && noticed.length === 0; seed += 1) noticed = (await simulate(seed, plant)).broken
    expect(noticed).not.toEqual([])
  })
})
