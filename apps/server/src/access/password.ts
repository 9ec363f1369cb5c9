// Passwords: argon2id with 19 MiB and 2 passes (OWASP password storage, 2024), at least 12 characters, and not easily guessed.
// No rules about digits and signs, no expiry (NIST SP 800-63B, 3.1.1.2). The judgement is zxcvbn's, with its list of 30,000 common
// passwords; a Latin-script list, so for a Khmer phrase length decides.
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { passwordLength } from '@komar/contract/session'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

// 2 is Argon2id; the library's const enum cannot be used under isolatedModules.
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** Scores below this are guessed within 10^8 tries (zxcvbn). */
const leastScore = 3

export type PasswordFault = 'too-short' | 'too-long' | 'too-guessable'

/** What is wrong with a new password; null where nothing is. `near`: words that must not carry it, such as the login. */
export function faultOfPassword(password: string, near: readonly string[]): PasswordFault | null {
  const letters = Array.from(password.normalize('NFKC')).length
  if (letters < passwordLength.min) return 'too-short'
  if (password.length > passwordLength.max) return 'too-long'
  const { score } = estimator.check(password.normalize('NFKC'), ['komar', 'កុមារ', ...near])
  return score < leastScore ? 'too-guessable' : null
}

/** An argon2id hash in PHC format. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

let decoy: Promise<string> | undefined

/** Whether the password fits. For null (no such account) it works as long and answers no: time must not tell who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('of nobody')
  const fits = await verify(stored ?? (await decoy), password.normalize('NFKC'))
  return fits && stored !== null
}

/** Letters and digits that are not taken for one another when copied from paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Groups of four letters and digits; nearly 20 bits each. */
export function oneTimeWords(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
