// What the browser does with a passkey. Everything that may go wrong there has words: most of it is that a person changed their mind.
import type { Answer } from '@komar/contract/client'
import type {
  newPasskeyRequestSchema,
  newPasskeySchema,
  PasskeyAnswer,
  PasskeyRequest,
} from '@komar/contract/passkey-answer'
import type { z } from 'zod'
import type { MessageId } from '../i18n/message-id.ts'
import type { Say } from '../i18n/speech.ts'
import { sayProblem } from '../shell/problem-words.ts'

/** What came of it, or why nothing did, in the reader's words. */
export type Signed<T> = { ok: true; value: T } | { ok: false; message: string }

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis
}

/** Lets a passkey sign what the host asks. */
export async function signWithPasskey(
  ask: () => Promise<Answer<PasskeyRequest>>,
  text: Say,
): Promise<Signed<PasskeyAnswer>> {
  const asked = await ask()
  if (!asked.ok) return { ok: false, message: sayProblem(asked.problem, text) }
  return attempt(text, async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const { id, response } = await startAuthentication({ optionsJSON: asked.value })
    const { clientDataJSON, authenticatorData, signature } = response
    return { id, response: { clientDataJSON, authenticatorData, signature } }
  })
}

type NewRequest = z.infer<typeof newPasskeyRequestSchema>

/** Makes a new passkey. `name`: of the app as it is worn here, which the phone may show. */
export async function makePasskey(
  request: NewRequest,
  name: string,
  text: Say,
): Promise<Signed<z.input<typeof newPasskeySchema>>> {
  return attempt(text, async () => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const { id, response } = await startRegistration({ optionsJSON: { ...request, rp: { ...request.rp, name } } })
    const { clientDataJSON, attestationObject, transports } = response
    return { id, response: { clientDataJSON, attestationObject, ...(transports && { transports }) } }
  })
}

async function attempt<T>(text: Say, work: () => Promise<T>): Promise<Signed<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (fault) {
    return { ok: false, message: text(messageOf(fault)) }
  }
}

/** By the names that the standard gives: W3C Web Authentication, level 3, 5.1.3 and 5.1.4. */
function messageOf(fault: unknown): MessageId {
  const names: Record<string, MessageId> = {
    NotAllowedError: 'sign-in.passkey-left',
    AbortError: 'sign-in.passkey-left',
    SecurityError: 'sign-in.passkey-elsewhere',
    InvalidStateError: 'sign-in.passkey-known',
    ConstraintError: 'sign-in.passkey-no-lock',
  }
  return (fault instanceof Error ? names[fault.name] : undefined) ?? 'sign-in.passkey-failed'
}
