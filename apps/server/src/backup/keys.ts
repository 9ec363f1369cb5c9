// Whom a backup is encrypted to. Best to public keys whose private halves are elsewhere: then neither this host nor whoever takes the
// file reads it. Without one the host makes a key of its own beside its data, and says that a copy belongs somewhere else.
// Encryption is age (age-encryption.org): whoever holds the key can also open the file with the ordinary age program.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flushNames } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'

export type Recipients = {
  encrypter: Encrypter
  /** What opens it again, where this host knows. */
  decrypter: Decrypter | null
  /** Set when the host's own key is used: where it lies. */
  ownKey: string | null
}

const keyFile = (dataDirectory: string): string => join(dataDirectory, 'backup-key.txt')

/** Encrypts to these public keys ('age1…'), or, when there are none, to the host's own key, which is made the first time. */
export async function recipientsFor(dataDirectory: string, publicKeys: readonly string[]): Promise<Recipients> {
  const encrypter = new Encrypter()
  if (publicKeys.length > 0) {
    for (const key of publicKeys) addRecipient(encrypter, key)
    return { encrypter, decrypter: null, ownKey: null }
  }
  const path = keyFile(dataDirectory)
  const identity = (await readOwnKey(path)) ?? (await makeOwnKey(path))
  encrypter.addRecipient(await identityToRecipient(identity.trim()))
  return { encrypter, decrypter: decrypterOf(identity, path), ownKey: path }
}

/** What opens a backup: the private keys of a file, or the host's own. */
export async function identitiesFrom(dataDirectory: string, file: string | undefined): Promise<Decrypter> {
  const path = file ?? keyFile(dataDirectory)
  const text = await readOwnKey(path)
  if (text !== null) return decrypterOf(text, path)
  throw new OperatorProblem(
    file === undefined
      ? `This host has no key of its own (${path}): name the file with the private key, for example --identity key.txt.`
      : `${path} cannot be read: name the file with the private key, for example --identity key.txt.`,
  )
}

function addRecipient(encrypter: Encrypter, key: string): void {
  try {
    encrypter.addRecipient(key)
  } catch {
    throw new OperatorProblem(`"${key.slice(0, 12)}…" is not a public key of age: it begins with age1.`)
  }
}

function decrypterOf(text: string, path: string): Decrypter {
  const decrypter = new Decrypter()
  const lines = text.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#'))
  try {
    for (const line of lines) decrypter.addIdentity(line.trim())
  } catch {
    throw new OperatorProblem(`${path} holds no private key of age: such a line begins with AGE-SECRET-KEY-.`)
  }
  if (lines.length === 0) throw new OperatorProblem(`${path} is empty: it should hold a line AGE-SECRET-KEY-….`)
  return decrypter
}

async function readOwnKey(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

async function makeOwnKey(path: string): Promise<string> {
  const identity = await generateX25519Identity()
  await writeFile(path, `${identity}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await flushNames(dirname(path))
  return identity
}
