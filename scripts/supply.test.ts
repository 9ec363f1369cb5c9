// Each fault is planted, so that the check is known to see it.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSupplyFaults } from './supply.mjs'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-supply-'))
})
afterEach(() => rm(directory, { recursive: true }))

const rules = {
  allowed: ['MIT', 'ISC'],
  singly: {
    odd: { licence: 'MPL-2.0', why: 'Used unchanged.' },
    both: { licence: 'MIT OR (ISC AND GPL-3.0)', why: 'Used under MIT.' },
  },
  installScripts: { builder: 'Builds.', '@many/*': 'Link.' },
}
const integrity = `sha512-${'A'.repeat(86)}==`
const sound = { version: '1.0.0', integrity, license: 'MIT' }

async function faultsWith(
  packages: Record<string, object>,
  files: Record<string, object> = {},
  options: { isShipped?: boolean } = {},
): Promise<string[]> {
  const all = { '': { dependencies: { a: '1.0.0' } }, 'node_modules/a': sound, ...packages }
  for (const [path, content] of Object.entries({
    'package-lock.json': { lockfileVersion: 3, packages: all },
    ...files,
  })) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), JSON.stringify(content))
  }
  return (await findSupplyFaults(directory, rules, options)).faults
}

test('what is sound has no fault', async () => {
  const more = {
    'node_modules/b': { ...sound, license: '(GPL-3.0 OR ISC)' },
    'node_modules/odd': { ...sound, license: 'MPL-2.0' },
    'node_modules/both': { ...sound, license: 'MIT OR (ISC AND GPL-3.0)' },
    'node_modules/tool': { ...sound, license: 'GPL-3.0', dev: true },
    'node_modules/builder': { ...sound, hasInstallScript: true },
    'node_modules/@many/one': { ...sound, hasInstallScript: true },
    'node_modules/c': { ...sound, resolved: 'https://registry.npmjs.org/c/-/c-1.0.0.tgz' },
  }
  expect(await faultsWith(more)).toEqual([])
})

test.each<[string, Record<string, object>]>([
  ['its licence is GPL-3.0', { 'node_modules/b': { ...sound, license: 'GPL-3.0' } }],
  ['its licence is MIT AND GPL-3.0', { 'node_modules/b': { ...sound, license: 'MIT AND GPL-3.0' } }],
  ['(MIT OR ISC) AND GPL-3.0', { 'node_modules/b': { ...sound, license: '(MIT OR ISC) AND GPL-3.0' } }],
  ['its licence is GPL-3.0', { 'node_modules/b': { ...sound, license: 'GPL-3.0', devOptional: true } }],
  ['its licence is MPL-2.0', { 'node_modules/even': { ...sound, license: 'MPL-2.0' } }],
  ['its licence is not said', { 'node_modules/b': { ...sound, license: undefined } }],
  ['no SHA-512', { 'node_modules/b': { ...sound, integrity: undefined } }],
  ['no SHA-512', { 'node_modules/b': { ...sound, integrity: 'sha1-AAAA' } }],
  ['comes from git+ssh', { 'node_modules/b': { ...sound, resolved: 'git+ssh://git@example.org/b.git#1' } }],
  ['comes from http:', { 'node_modules/b': { ...sound, resolved: 'http://registry.npmjs.org/b/-/b-1.0.0.tgz' } }],
  ['comes from file:', { 'node_modules/b': { ...sound, resolved: 'file:../b.tgz' } }],
  ['comes from https://evil', { 'node_modules/b': { ...sound, resolved: 'https://evil.example/b.tgz' } }],
  ['runs a program', { 'node_modules/b': { ...sound, hasInstallScript: true } }],
  ['runs a program', { 'node_modules/tool': { ...sound, dev: true, hasInstallScript: true } }],
  ['not one exact version', { '': { dependencies: { a: '^1.0.0' } } }],
  ['not one exact version', { 'apps/web': { devDependencies: { a: 'github:x/y' } } }],
])('finds: %s', async (fault, packages) => {
  expect(await faultsWith(packages)).toEqual([expect.stringContaining(fault)])
})

test('believes the package itself rather than the lock', async () => {
  const files = { 'node_modules/a/package.json': { license: 'GPL-3.0' } }
  expect(await faultsWith({}, files)).toEqual([expect.stringContaining('GPL-3.0')])
})

test('of what nobody is given, licences are not asked for, and all else is', async () => {
  const packages = {
    '': { dependencies: { a: '^1.0.0' } },
    'node_modules/a': { ...sound, license: 'GPL-3.0', integrity: undefined },
    'node_modules/b': { ...sound, license: undefined, hasInstallScript: true },
  }
  expect(await faultsWith(packages, {}, { isShipped: false })).toEqual([
    expect.stringContaining('not one exact version'),
    expect.stringContaining('no SHA-512'),
    expect.stringContaining('runs a program'),
  ])
})

test('the peers that are measured beside Komar are as their lock says, and run no other program', async () => {
  const read = async (path: string): Promise<string> => readFile(join(import.meta.dirname, path), 'utf8')
  const { peers } = JSON.parse(await read('licences.json')) as { peers: typeof rules } // our own file
  const found = await findSupplyFaults(join(import.meta.dirname, '../bench/peers'), peers, { isShipped: false })
  expect(found).toMatchObject({ packages: expect.any(Number), production: 0, faults: [] })
  expect(found.packages).toBeGreaterThan(100)
})
