import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadHostKeys, makeHostKeys, secretsOf } from './host-keys.ts'
import { seal, unseal } from './seal.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-keys-'))
})
afterEach(() => rm(directory, { recursive: true }))
const path = () => join(directory, 'keys.json')

it('makes keys once, for the owner alone to read, however many start at once', async () => {
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => loadHostKeys(directory, {})))
  for (const other of others) expect(other).toEqual(first)
  expect(await loadHostKeys(directory, {})).toEqual(first)
  expect((await stat(path())).mode & 0o777).toBe(0o600)
  expect(first?.attachment).toHaveLength(32)
})

it('adds the signing key to a file of before there was one, once, however many start at once', async () => {
  const { signing: _, ...former } = JSON.parse(JSON.stringify(secretsOf(await makeHostKeys()))) as Record<
    string,
    string
  >
  await writeFile(path(), JSON.stringify(former), { mode: 0o600 })
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => loadHostKeys(directory, {})))
  if (first === undefined) throw new Error('no keys')
  for (const other of others) expect(other).toEqual(first)
  const { signing, ...rest } = secretsOf(first)
  expect(rest).toEqual(former)
  expect(signing).toMatch(/^[A-Za-z0-9_-]{43}$/u)
  expect((await stat(path())).mode & 0o777).toBe(0o600)
  expect(await readdir(directory)).toEqual(['keys.json'])
})

it('makes keys that open what was sealed to them', async () => {
  const { handIn } = await loadHostKeys(directory, {})
  const encrypter = new Encrypter()
  encrypter.addRecipient(handIn.recipient)
  const box = await encrypter.encrypt('a synthetic word')
  const decrypter = new Decrypter()
  decrypter.addIdentity(handIn.identity)
  expect(await decrypter.decrypt(box, 'text')).toBe('a synthetic word')
})

it('prefers keys that are given, and needs no file when all are', async () => {
  await loadHostKeys(directory, {})
  const secrets = JSON.parse(await readFile(path(), 'utf8')) as Record<string, string> // written just now
  const elsewhere = join(directory, 'nowhere')
  expect(await loadHostKeys(elsewhere, secrets)).toEqual(await loadHostKeys(directory, {}))
  await expect(stat(elsewhere)).rejects.toThrow('ENOENT')
  const other = await makeHostKeys()
  const mixed = await loadHostKeys(directory, { handIn: other.handIn.identity })
  expect(mixed.handIn).toEqual(other.handIn)
})

it('stops at a file that others may read or that is damaged, and never repeats a key', async () => {
  await loadHostKeys(directory, {})
  await chmod(path(), 0o644)
  await expect(loadHostKeys(directory, {})).rejects.toThrow('others may read it')
  await chmod(path(), 0o600)
  await writeFile(path(), '{"handIn": "AGE-SECRET-KEY-1HALF"')
  await expect(loadHostKeys(directory, {})).rejects.toThrow(/^(?!.*HALF).*put it back from a backup/su)
})

it('opens what it sealed only with the same key, at the same place, unchanged', async () => {
  const { attachment: key } = await makeHostKeys()
  const sealed = seal(key, 'here', Buffer.from('drawing'))
  expect(unseal(key, 'here', sealed).toString()).toBe('drawing')
  expect(sealed).toHaveLength('drawing'.length + 28)
  expect(() => unseal(key, 'there', sealed)).toThrow('unable to authenticate')
  expect(() => unseal(Buffer.alloc(32), 'here', sealed)).toThrow('unable to authenticate')
  for (const at of [0, 15, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => unseal(key, 'here', changed)).toThrow('unable to authenticate')
  }
})
