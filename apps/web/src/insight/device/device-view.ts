// The store's chronicle as pages ask of it: with its summaries in their type, and with what waits in the outbox.
import type { Session } from '@komar/contract/session'
import type { Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import type { Summary } from '@komar/domain/insight/summary'
import { kindNamed } from '@komar/domain/kinds'
import type { CountryPack } from '@komar/domain/policy'
import type { DeviceChronicle as Port } from '../../store/device-chronicle-port.ts'
import type { DeviceChronicle } from '../../store/device-chronicle.ts'
import type { HostClock } from '../../store/host-clock.ts'
import type { Outbox } from '../../store/outbox.ts'
import { summaryOfPending } from './summary-maker.ts'

type Store = { chronicle: DeviceChronicle; outbox: Pick<Outbox, 'list' | 'subscribe'> }

type Owner = { session: Session; pack: CountryPack; clock: HostClock }

/** A view of an open store; `stop` ends its listening. */
export function deviceView(
  { chronicle, outbox }: Store,
  { session, pack, clock }: Owner,
): { view: Port; stop: () => void } {
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  let pending: readonly Recorded[] = []
  let opened = new Map<SubjectId, Summary>()
  const refresh = async (): Promise<void> => {
    const unsent = await outbox.list()
    pending = unsent.filter(({ state }) => state !== 'refused').map(({ entry }) => entry)
    opened = openedHere(pending, session, pack)
    tell()
  }
  void refresh()
  const stops = [outbox.subscribe(() => void refresh()), chronicle.subscribe(tell)]
  // Made by summary-maker.ts under this very version, sealed, and read back as it was.
  const held = (summary: unknown) => summary as Summary | null
  const view: Port = {
    entriesOf: (subject) => entriesOfAll(subject, chronicle, held(chronicle.summary(subject))),
    summary: (subject) => held(chronicle.summary(subject)) ?? opened.get(subject) ?? null,
    summaries: (type) => {
      const isOfType = (one: Summary | null): one is Extract<Summary, { type: typeof type }> => one?.type === type
      const pendingAlone = [...opened.values()].filter(({ subject }) => held(chronicle.summary(subject)) === null)
      return [...chronicle.summaries(type).map(held), ...pendingAlone].filter(isOfType)
    },
    status: (child) => chronicle.status(child),
    pending: () => pending,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    size: () => {
      const { asOf, ...size } = chronicle.size()
      return { ...size, asOf: asOf === null ? null : clock.inHostTime(asOf) }
    },
  }
  return { view, stop: () => stops.forEach((stop) => stop()) }
}

/** Of a child with several records, the entries of all of them, each once. */
async function entriesOfAll(subject: SubjectId, chronicle: DeviceChronicle, summary: Summary | null) {
  const others = summary?.type === 'child' ? summary.others : []
  const lists = await Promise.all([subject, ...others].map((one) => chronicle.entriesOf(one)))
  if (others.length === 0) return lists.flat()
  const all = new Map(lists.flat().map((entry) => [entry.id, entry]))
  return [...all.values()].toSorted((left, right) => left.seq - right.seq)
}

/** Children and carers who were registered here and are not accepted yet. */
function openedHere(pending: readonly Recorded[], session: Session, pack: CountryPack): Map<SubjectId, Summary> {
  const found = new Map<SubjectId, Summary>()
  for (const { kind, subject } of pending) {
    const known = kindNamed(kind)
    if (known?.opens !== true || (known.subject !== 'child' && known.subject !== 'carer')) continue
    const entries = pending.filter((entry) => entry.subject === subject || entry.also.includes(subject))
    const summary = summaryOfPending(subject, known.subject, entries, session, pack)
    if (summary !== null) found.set(subject, summary)
  }
  return found
}
