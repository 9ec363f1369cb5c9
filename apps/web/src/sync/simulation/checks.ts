// What must be true after every run, numbered as in docs/sync.md. Each check reads what is really on the disks and on the host.
import { settled } from '@komar/domain/settled'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { readEntry } from '../../chronicle/merge-feed.ts'
import { openDeviceChronicle, type DeviceChronicle } from '../../store/device-chronicle.ts'
import { lineOfText } from '../../store/feed-page.ts'
import { memoryDisk } from '../../store/memory-disk.ts'
import { openOutbox, type Outbox } from '../../store/outbox.ts'
import { plainPacking } from '../../store/packing.ts'
import { plainSeal } from '../../store/plain-seal.ts'
import { summaries, type Phone, type Store, type World } from './device.ts'

export type Broken = { rule: string; what: string }

/** What authors were told was kept, and the refusals that they took off their list. */
export type Ledger = { recorded: Map<string, { store: Store; group: readonly string[] }>; dismissed: Set<string> }

type Watched = World & { ledger: Ledger }

/** Of the host alone. */
export function checkWorld({ server, ledger, faults }: Watched): Broken[] {
  const broken: Broken[] = faults.map((fault) => ({ rule: 'no fault', what: String(fault) }))
  const counts = new Map<string, number>()
  for (const { written } of server.entries) counts.set(written.id, (counts.get(written.id) ?? 0) + 1)
  for (const [id, count] of counts) if (count > 1) broken.push({ rule: 'once on the host', what: id })
  for (const [id, { group }] of ledger.recorded) {
    const there = group.filter((one) => counts.has(one)).length
    const isTorn = there > 0 && there < group.length
    if (isTorn && group[0] === id) broken.push({ rule: 'a group whole', what: id })
  }
  for (const { id, target } of server.tooEarly) {
    const from = ledger.recorded.get(target)?.store
    if (counts.has(target) && from !== undefined && from === ledger.recorded.get(id)?.store) {
      broken.push({ rule: 'in the order written', what: id })
    }
  }
  return broken
}

/** Of one store, read from its disk as the next page would. */
export async function checkStore(store: Store, phone: Phone, world: Watched): Promise<Broken[]> {
  const disk = memoryDisk(store.rows)
  const seal = plainSeal(store.id)
  const outbox = await openOutbox({ disk, seal })
  const chronicle = await openDeviceChronicle({
    disk,
    seal,
    packing: plainPacking,
    summaries: summaries(phone.appVersion),
  })
  const unsent = await checkUnsent(store, outbox, world)
  if (store.isRevoked || world.server.revoked.has(store.id)) return unsent
  return [...unsent, ...(await checkSight(store, chronicle, world)), ...(await checkDisk(store, world))]
}

async function checkUnsent(store: Store, outbox: Outbox, { server, ledger }: Watched): Promise<Broken[]> {
  const rows = new Map([...(await outbox.list()), ...(await outbox.resting())].map((row) => [row.id, row]))
  const onHost = new Set<string>(server.entries.map(({ written }) => written.id))
  const isLost = (id: string): boolean => {
    if (onHost.has(id) || ledger.dismissed.has(id)) return false
    const row = rows.get(id)
    const isOut = store.isRevoked || server.revoked.has(store.id)
    // A lost phone keeps what it had; the host asks it no more.
    if (isOut) return row === undefined && !server.refusals.has(id) && !isInRows(store, id)
    return row?.state !== 'refused'
  }
  const broken: Broken[] = []
  for (const [id, { store: from }] of ledger.recorded) {
    if (from === store && isLost(id)) broken.push({ rule: 'nothing written is lost', what: id })
  }
  return broken
}

function isInRows({ rows }: Store, id: string): boolean {
  const decoder = new TextDecoder()
  return [...rows.values()].some((table) => [...table.values()].some((value) => decoder.decode(value).includes(id)))
}

async function checkSight(store: Store, chronicle: DeviceChronicle, { server }: Watched): Promise<Broken[]> {
  const visible = server.entries.filter((entry) => server.isVisible(store.person, entry))
  const broken: Broken[] = []
  if (chronicle.size().entries !== visible.length) {
    broken.push({ rule: 'as many entries as may be seen', what: `${chronicle.size().entries} for ${visible.length}` })
  }
  for (const subject of server.circles.subjects.keys()) {
    const expected = visible.flatMap(({ written, line }) =>
      written.subject === subject || written.also.some((other) => other === subject) ? [line] : [],
    )
    const readable = expected.flatMap((line) => readEntry(JSON.parse(line)) ?? [])
    const held = await chronicle.entriesOf(subject)
    if (idsOf(held) !== idsOf(readable)) broken.push({ rule: 'sees what may be seen', what: subject })
    if ((await chronicle.unreadOf(subject)) !== expected.length - readable.length) {
      broken.push({ rule: 'keeps what it cannot read', what: subject })
    }
    if (JSON.stringify(settled(held)) !== JSON.stringify(settled(readable))) {
      broken.push({ rule: 'folds agree', what: subject })
    }
    if (expected.length > 0 && idsOfSummary(chronicle.summary(subject)) !== idsOf(held)) {
      broken.push({ rule: 'summaries are of what is held', what: subject })
    }
  }
  return broken
}

/** Whatever stands on the disk of entries may be seen or is the person's own: nothing that was to be forgotten is left in any row. */
async function checkDisk({ id, rows, person }: Store, { server }: Watched): Promise<Broken[]> {
  const seal = plainSeal(id)
  const broken: Broken[] = []
  const hidden = server.entries.filter((entry) => !server.isVisible(person, entry)).map(({ written }) => written.id)
  for (const table of ['segments', 'snapshot'] as const) {
    for (const [key, value] of rows.get(table) ?? []) {
      const text = new TextDecoder().decode(await seal.open({ table, key }, value))
      if (hidden.some((one) => text.includes(`"id":"${one}"`) || (table === 'snapshot' && text.includes(one)))) {
        broken.push({ rule: 'what is forgotten is gone from the disk', what: `${table} ${key}` })
      }
      if (table === 'segments')
        for (const line of (await plainPacking.unpack(await seal.open({ table, key }, value))).split('\n'))
          lineOfText(line)
    }
  }
  return broken
}

function idsOf(entries: readonly Recorded[]): string {
  return entries
    .map(({ id }) => id)
    .toSorted()
    .join()
}

function idsOfSummary(summary: unknown): string {
  return (summary as { ids?: string[] } | null)?.ids?.toSorted().join() ?? ''
}
