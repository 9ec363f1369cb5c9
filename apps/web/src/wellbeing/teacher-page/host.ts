// The two calls of a teacher's page. The token comes from the address's fragment, which browsers send nowhere, and goes in a body. No
// cookie goes with it, and no answer is kept.
import type { OpenedQuestionnaire, QuestionnaireAnswers } from '@komar/contract/questionnaires'

/** `unknown`: there is no such link, or the address was cut short on its way. */
export type Opened = OpenedQuestionnaire | { state: 'unknown' } | { state: 'offline' }
export type Sent = 'received' | 'answered' | 'ended' | 'refused' | 'offline'

/** The token of an address's fragment; null where it holds none. */
export function tokenOf(fragment: string): string | null {
  return /^#([A-Za-z0-9_-]{43})$/.exec(fragment)?.[1] ?? null
}

/** What the link asks. */
export async function openLink(token: string): Promise<Opened> {
  const response = await post('/v1/questionnaire', { token })
  if (response === null || response.status === 429 || response.status >= 500) return { state: 'offline' }
  if (!response.ok) return { state: 'unknown' }
  // The host's own answer, made by the schema of the same name.
  return (await response.json()) as OpenedQuestionnaire
}

/** Sends the answers. Pressing again after a lost network is harmless: the second is told that the first was received. */
export async function sendAnswers(token: string, answers: QuestionnaireAnswers): Promise<Sent> {
  const response = await post('/v1/questionnaire/answers', { token, ...answers })
  if (response === null || response.status === 429 || response.status >= 500) return 'offline'
  if (response.ok) return 'received'
  return response.status === 409 ? 'answered' : response.status === 404 ? 'ended' : 'refused'
}

async function post(address: string, body: unknown): Promise<Response | null> {
  return fetch(address, {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
}
