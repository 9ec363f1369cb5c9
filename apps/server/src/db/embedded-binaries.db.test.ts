import { execFile } from 'node:child_process'
import { cp, lstat, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { findBinaries, makeSymbolicLinks } from './embedded-binaries.ts'

const run = promisify(execFile)

test('makes the links that npm leaves out where install scripts are blocked', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'komar-binaries-'))
  try {
    const { directory } = await findBinaries(null)
    await cp(dirname(directory), copy, { recursive: true, verbatimSymlinks: true })
    const links = JSON.parse(await readFile(join(copy, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]
    for (const { target } of links) await rm(join(copy, target))
    const postgres = join(copy, 'native/bin/postgres')
    await expect(run(postgres, ['--version'])).rejects.toThrow('Command failed')
    await makeSymbolicLinks(copy)
    expect((await run(postgres, ['--version'])).stdout).toContain('PostgreSQL) 18.')
    for (const { target } of links) expect((await lstat(join(copy, target))).isSymbolicLink()).toBe(true)
  } finally {
    await rm(copy, { recursive: true })
  }
})
