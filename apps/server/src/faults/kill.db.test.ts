// Five kills out of the long run (npm run faults), with sixteen people writing: Komar, its database, or both at once.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { killRepeatedly } from './kills.ts'

const kills = 5

let dataDirectory: string
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'komar-kill-'))
  await chmod(dataDirectory, 0o755)
})
afterAll(() => rm(dataDirectory, { recursive: true, force: true }))

it('loses no acknowledged entry, keeps nothing twice, and comes back without hands', async () => {
  const { lost, unknown, verdict, differences, ledger, harms } = await killRepeatedly({
    dataDirectory,
    seed: 20131014,
    times: kills,
    writers: 16,
  })
  expect(harms).toHaveLength(kills)
  expect({ lost, unknown, refusals: ledger.refusals, differences }).toEqual({
    lost: 0,
    unknown: 0,
    refusals: [],
    differences: [],
  })
  expect(verdict).toMatchObject({ fits: true, entries: ledger.acknowledged.size })
  // They wrote between the kills; how much depends on the machine, which is killed within a second.
  expect(ledger.acknowledged.size).toBeGreaterThan(kills)
  expect(ledger.repeated).toBeGreaterThan(0)
}, 600_000)
