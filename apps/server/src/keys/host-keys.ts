// The host's secret keys, which never stand in the database: whoever has a copy of the database alone reads no box that was handed in
// and no attachment. They come from the environment or from one file in the data directory, made at the first start.
import { createECDH, createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'
import { flushNames, renameForGood } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { keyPatterns, type KeySettings } from './key-settings.ts'
import { makeSigningSeed, signingKeyOf, type SigningPair } from './signing.ts'

export type HostKeys = {
  /** age X25519: opens what devices sealed. `recipient` is public. */
  handIn: { identity: string; recipient: string }
  /** 32 bytes, AES-256: seals the keys of attachments. */
  attachment: Buffer
  /** VAPID, base64url. `publicKey` is public. */
  push: { privateKey: string; publicKey: string }
  /** Ed25519: signs heads of the chain. */
  signing: SigningPair
}

export const secretsSchema = z.object({
  handIn: z.string().regex(keyPatterns.handIn),
  attachment: z.string().regex(keyPatterns.attachment),
  push: z.string().regex(keyPatterns.push),
  /** Missing in files and backups of before heads were signed. */
  signing: z.string().regex(keyPatterns.signing).optional(),
})
/** The keys as they stand in keys.json. */
export type Secrets = z.infer<typeof secretsSchema>
type AllSecrets = Secrets & { signing: string }

/** Reads the keys, or makes those that are missing. The directory is made where there is none. */
export async function loadHostKeys(dataDirectory: string, given: KeySettings): Promise<HostKeys> {
  const { handIn, attachment, push, signing } = given
  const isAllGiven = handIn !== undefined && attachment !== undefined && push !== undefined && signing !== undefined
  const secrets = isAllGiven
    ? { handIn, attachment, push, signing }
    : { ...(await secretsIn(dataDirectory)), ...definedOf(given) }
  return keysOf(secrets)
}

/** The keys as a backup carries them, inside its encryption. */
export function secretsOf({ handIn, attachment, push, signing }: HostKeys): AllSecrets {
  return {
    handIn: handIn.identity,
    attachment: attachment.toString('base64'),
    push: push.privateKey,
    signing: signing.seed,
  }
}

/** Puts another signing key into the file, in place of the one there. @throws an OperatorProblem when there is no file. */
export async function replaceSigningSeed(dataDirectory: string, seed: string): Promise<void> {
  const path = join(dataDirectory, 'keys.json')
  const found = await readSecrets(path)
  if (found === null) throw new OperatorProblem(`${path} is not there.`)
  await renameForGood(await writeBeside(path, { ...found, signing: seed }), path)
}

/** Puts the keys of a backup into the data directory; others that lie there are kept beside them under another name. */
export async function placeSecrets(dataDirectory: string, secrets: Secrets): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  const path = join(dataDirectory, 'keys.json')
  const found = await readFile(path, 'utf8').catch(() => null)
  if (found === textOf(secrets)) return
  const unfinished = await writeBeside(path, secrets)
  if (found !== null) await rename(path, `${path}.before-restore-${randomBytes(4).toString('hex')}`)
  await renameForGood(unfinished, path)
}

/** Keys for this process alone, such as in a test. */
export async function makeHostKeys(): Promise<HostKeys> {
  return keysOf(await makeSecrets())
}

/** What may be known of each key, so that another one is recognised. */
export function fingerprintsOf(keys: HostKeys): Record<'hand-in' | 'attachment' | 'push', string> {
  return {
    'hand-in': keys.handIn.recipient,
    attachment: createHmac('sha256', keys.attachment).update('komar attachment key').digest('hex'),
    push: keys.push.publicKey,
  }
}

function definedOf(given: KeySettings): { [Name in keyof AllSecrets]?: string } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

async function keysOf({ handIn, attachment, push, signing }: AllSecrets): Promise<HostKeys> {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(push, 'base64url')
  return {
    handIn: { identity: handIn, recipient: await identityToRecipient(handIn) },
    attachment: Buffer.from(attachment, 'base64'),
    push: { privateKey: push, publicKey: curve.getPublicKey('base64url') },
    signing: signingKeyOf(signing),
  }
}

async function makeSecrets(): Promise<AllSecrets> {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  return {
    handIn: await generateX25519Identity(),
    attachment: randomBytes(32).toString('base64'),
    // A private key with leading zeros comes out shorter than the form has it.
    push: Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
    signing: makeSigningSeed(),
  }
}

async function secretsIn(dataDirectory: string): Promise<AllSecrets> {
  const path = join(dataDirectory, 'keys.json')
  const found = await readSecrets(path)
  if (found !== null) return isWhole(found) ? found : withSigning(dataDirectory, found)
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  await writeUnlessThere(path, await makeSecrets())
  await flushNames(dataDirectory)
  return wholeSecrets(path)
}

function isWhole(secrets: Secrets): secrets is AllSecrets {
  return secrets.signing !== undefined
}

async function wholeSecrets(path: string): Promise<AllSecrets> {
  const found = await readSecrets(path)
  if (found !== null && isWhole(found)) return found
  throw new OperatorProblem(`${path} went while it was made.`)
}

/** Adds the signing key to a file of before there was one. Of two processes that start at once, one does it. */
async function withSigning(dataDirectory: string, found: Secrets): Promise<AllSecrets> {
  const path = join(dataDirectory, 'keys.json')
  const next = `${path}.next`
  await writeUnlessThere(next, { ...found, signing: makeSigningSeed() })
  const now = await readSecrets(path)
  if (now !== null && isWhole(now)) await rm(next, { force: true })
  else
    await rename(next, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  await flushNames(dataDirectory)
  return wholeSecrets(path)
}

function textOf(secrets: Secrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`
}

/** A finished file beside `path` under a name of its own, which it gives back. */
async function writeBeside(path: string, secrets: Secrets): Promise<string> {
  const name = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(name, textOf(secrets), { mode: 0o600, flag: 'wx', flush: true })
  return name
}

/** Whole or not at all; and of two processes that start at once, the first one's stand. */
async function writeUnlessThere(path: string, secrets: Secrets): Promise<void> {
  const unfinished = await writeBeside(path, secrets)
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
}

async function readSecrets(path: string): Promise<Secrets | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new OperatorProblem(`${path} holds the host's secret keys and others may read it: chmod 600 ${path}`)
  }
  const parsed = secretsSchema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw new OperatorProblem(`${path} does not hold the host's keys any more: put it back from a backup.`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
