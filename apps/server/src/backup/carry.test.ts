import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { carry } from './carry.ts'

const bytes = randomBytes(3 * 1024 * 1024 + 17)
let directory: string
let from: string
let to: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-carry-'))
  ;[from, to] = [join(directory, 'here'), join(directory, 'stick', 'there')]
  await writeFile(from, bytes)
  await mkdir(join(directory, 'stick'))
})
afterEach(() => rm(directory, { recursive: true }))

const carried = () => carry({ from, to, progress: () => undefined })

async function expectThere(): Promise<void> {
  expect((await readFile(to)).equals(bytes)).toBe(true)
  expect(await readdir(join(directory, 'stick'))).toEqual(['there'])
  expect((await stat(to)).mode & 0o777).toBe(0o600)
}

it('carries a file whole, and says how far it is', async () => {
  const told: number[] = []
  expect(await carry({ from, to, progress: (there) => void told.push(there) })).toBe(0)
  expect(told.at(-1)).toBe(bytes.length)
  expect(told.length).toBeGreaterThan(2)
  await expectThere()
})

it('goes on where it was cut', async () => {
  await writeFile(`${to}.unfinished`, bytes.subarray(0, 1_234_567), { mode: 0o600 })
  expect(await carried()).toBe(1_234_567)
  await expectThere()
})

it('needs to carry nothing more when only the name was missing', async () => {
  await writeFile(`${to}.unfinished`, bytes, { mode: 0o600 })
  expect(await carried()).toBe(bytes.length)
  await expectThere()
})

it.each([
  ['of another file', randomBytes(1000)],
  ['longer than the file', Buffer.concat([bytes, bytes])],
  ['with a hole, as a disk leaves that lost its power', Buffer.concat([bytes.subarray(0, 5000), Buffer.alloc(5000)])],
])('begins anew behind a beginning %s', async (_, left) => {
  await writeFile(`${to}.unfinished`, left, { mode: 0o600 })
  expect(await carried()).toBe(0)
  await expectThere()
})

it('says how far it came and what to do when the place is gone', async () => {
  await rm(join(directory, 'stick'), { recursive: true })
  await expect(carried()).rejects.toThrow(/its place failed \(ENOENT\).*--resume goes on/u)
})
