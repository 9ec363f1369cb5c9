import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findViolations } from './boundaries.mjs'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-boundaries-'))
  for (const slice of ['register', 'law', 'insight', 'chronicle']) {
    await plant(`packages/domain/src/${slice}/state.ts`, `export const ${slice} = 1\n`)
  }
  for (const table of ['growth-tables.ts', 'tables/weight-for-age.ts']) {
    await plant(`packages/domain/src/wellbeing/${table}`, 'export const table = 1\n')
  }
  await plant('packages/contract/src/endpoint.ts', 'export const endpoint = 1\n')
  await plant('apps/server/src/register/routes.ts', 'export const routes = 1\n')
  await plant('apps/web/src/register/page.tsx', 'export const page = 1\n')
})

afterEach(() => rm(directory, { recursive: true }))

test.each([
  ['slice-register', 'packages/domain/src/register/gates.ts', '../law/state.ts'],
  ['slice-law', 'packages/domain/src/law/signals.ts', '../insight/state.ts'],
  ['slice-register', 'apps/server/src/register/queries.ts', '../../../../packages/domain/src/insight/state.ts'],
  ['foundation-chronicle', 'packages/domain/src/chronicle/fold.ts', '../register/state.ts'],
  ['floor-domain', 'packages/domain/src/law/clock.ts', '../../../contract/src/endpoint.ts'],
  ['floor-contract', 'packages/contract/src/client.ts', '../../../apps/web/src/register/page.tsx'],
  ['floor-server', 'apps/server/src/app.ts', '../../web/src/register/page.tsx'],
  ['floor-web', 'apps/web/src/app.tsx', '../../server/src/register/routes.ts'],
  ['tables-late', 'packages/domain/src/wellbeing/signals.ts', './growth-tables.ts'],
  ['tables-late', 'packages/domain/src/wellbeing/state.ts', './tables/weight-for-age.ts'],
  ['found', 'packages/domain/src/law/limits.ts', './nowhere.ts'],
])('%s catches a planted import', async (rule, from, to) => {
  await plant(from, `import * as other from '${to}'\nexport const it = other\n`)
  const { violations } = await findViolations(directory)
  expect(violations).toEqual([expect.stringMatching(`^${rule}: ${from} → `)])
})

test('an import of types alone is caught as well, and a circle', async () => {
  await plant(
    'packages/domain/src/register/type.ts',
    `import type { law } from '../law/state.ts'\nexport type It = typeof law\n`,
  )
  await plant('packages/domain/src/law/a.ts', `import { b } from './b.ts'\nexport const a = () => b\n`)
  await plant('packages/domain/src/law/b.ts', `import { a } from './a.ts'\nexport const b = () => a\n`)
  const { violations } = await findViolations(directory)
  expect(violations.map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['slice-register', 'no-circle']))
})

test('what the rules allow is looked at and not reported', async () => {
  await plant(
    'packages/domain/src/insight/report.ts',
    `import { law } from '../law/state.ts'\nexport const report = law\n`,
  )
  await plant(
    'packages/domain/src/law/fold.ts',
    `import { chronicle } from '../chronicle/state.ts'\nexport const fold = chronicle\n`,
  )
  expect(await findViolations(directory)).toEqual({ modules: 11, violations: [] })
})

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true })
  await writeFile(join(directory, path), text)
}
