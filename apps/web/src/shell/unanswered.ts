// Refusals that the host keeps and this device does not: written elsewhere, or taken off this device's list before they were answered.
import type { listRefusals } from '@komar/contract/chronicle'
import { kindNamed } from '@komar/domain/kinds'
import type * as z from 'zod'

export type Refused = z.output<typeof listRefusals.output>['refusals'][number]

/** Those without an answer that are not in the list of this device, which says more of them. */
export function unanswered(refusals: readonly Refused[], onDevice: readonly { id: string }[]): Refused[] {
  const shown = new Set(onDevice.map(({ id }) => id))
  return refusals.filter(({ id, isAnswered }) => !isAnswered && !shown.has(id))
}

const pages = { child: '/children/$id', carer: '/carers/$id', facility: '/facilities/$id' } as const

export type SubjectPage = { to: (typeof pages)[keyof typeof pages]; id: string }

/** The page of whom a refused entry was about, where it can be recorded anew; null when there is none, or the subject never came to be. */
export function pageOfRefused({ kind, subject }: Pick<Refused, 'kind' | 'subject'>): SubjectPage | null {
  const known = kind === null ? undefined : kindNamed(kind)
  if (known === undefined || subject === null || known.opens) return null
  switch (known.subject) {
    case 'child':
    case 'carer':
    case 'facility':
      return { to: pages[known.subject], id: subject }
    case 'kin':
    case 'agency':
      return null
  }
}
