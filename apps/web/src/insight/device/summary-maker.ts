// Makes the summaries that the store keeps in its snapshot, for the person whose store it is and by the country's rules.
import type { Session } from '@komar/contract/session'
import { uuidSchema, type Recorded, type SubjectId } from '@komar/domain/chronicle/entry'
import { recordsBeside, summarize, type Reader, type SummaryWorld } from '@komar/domain/insight/summary'
import type { CountryPack } from '@komar/domain/policy'
import type { SummaryMaker } from '../../store/device-chronicle.ts'

type Owner = Pick<Session, 'account' | 'agency' | 'roles'>

/** Whose sight decides what a summary holds. */
export function readerOf({ account, agency, roles }: Owner): Reader {
  return { account: uuidSchema.parse(account.id), agency: uuidSchema.parse(agency.id), roles }
}

// This file's address holds a fingerprint of all code that it is built with: another code may fold the same entries otherwise.
const code = new URL(import.meta.url).pathname

/** Summaries of one person's store. */
export function summaryMaker(session: Owner, pack: CountryPack): SummaryMaker {
  const reader = readerOf(session)
  return {
    version: `${code} ${pack.head.id}@${pack.head.version} ${session.roles.join(',')}`,
    summarize: (subject, type, entries, status, others) => {
      if (type === null) return null
      const world: SummaryWorld = {
        pack,
        reader,
        chronicle: (other) => others.get(other)?.entries ?? [],
        status: (other) => others.get(other)?.status ?? null,
      }
      return summarize(subject as SubjectId, type, entries, status, world) // a uuid, as the host accepted it
    },
    beside: (subject, entries) => recordsBeside(subject as SubjectId, entries),
  }
}

/** The summary of a subject that nobody but this device knows. */
export function summaryOfPending(
  subject: SubjectId,
  type: 'child' | 'carer',
  entries: readonly Recorded[],
  session: Owner,
  pack: CountryPack,
) {
  const world: SummaryWorld = { pack, reader: readerOf(session), chronicle: () => [], status: () => null }
  return summarize(subject, type, entries, null, world)
}
