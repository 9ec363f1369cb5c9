// What people in the simulation write: facts, corrections and withdrawals of what they see or have just written, groups that belong
// together, acts that a gate refuses, and kinds that no device knows.
import type { AccessClass } from '@komar/domain/access/classes'
import { writesOf } from '@komar/domain/access/roles'
import { classesOf } from '@komar/domain/access/classes'
import { writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import type { Running, World } from './device.ts'
import { newerKind, strangeKind } from './server.ts'

const kindOf: Record<AccessClass, string> = {
  identity: 'register.birth-stated',
  custody: 'register.arrival-explained',
  care: 'care.contact-held',
  health: 'assess.health-answered',
  psychology: 'assess.psychology-answered',
  legal: 'assess.legal-answered',
  conditions: 'assess.conditions-answered',
  safeguarding: 'assess.safeguarding-answered',
  notes: 'register.note-written',
}

/** One to three entries of the person whose store is open. */
export async function drawEntries(running: Running, skewMs: number, world: World): Promise<Written[]> {
  const { random } = world
  const correction = random.percent(35) ? await drawCorrection(running, skewMs, world) : null
  if (correction !== null) return [correction]
  const first = drawFact(running, skewMs, world)
  const rest = Array.from({ length: random.percent(30) ? 1 + random.below(2) : 0 }, () =>
    drawFact(running, skewMs, world),
  )
  // A correction of what was written a moment ago, before the host has seen either.
  const mend = random.percent(15) ? [correctionOf(first, running, skewMs, world)] : []
  return [first, ...rest, ...mend]
}

function drawFact(running: Running, skewMs: number, world: World): Written {
  const { random, server } = world
  const subjects = [...server.circles.subjects.keys()]
  const classes = classesOf(writesOf(running.store.person.roles))
  const subject = random.pick(subjects)
  const other = random.pick(subjects)
  const luck = random.below(100)
  const kind = luck < 8 ? newerKind : luck < 11 ? strangeKind : kindOf[random.pick(classes)]
  return written(running, skewMs, world, {
    kind,
    subject,
    also: random.percent(25) && other !== subject ? [other] : [],
    body: random.percent(8) ? { isUnlucky: true } : {},
  })
}

async function drawCorrection(running: Running, skewMs: number, world: World): Promise<Written | null> {
  const own = (await running.outbox.list()).map(({ entry }) => entry)
  const subject = world.random.pick([...world.server.circles.subjects.keys()])
  const held = [...own, ...(await running.chronicle.entriesOf(subject))].filter(({ kind }) => kind !== newerKind)
  return held.length === 0 ? null : correctionOf(world.random.pick(held), running, skewMs, world)
}

function correctionOf(entry: Written, running: Running, skewMs: number, world: World): Written {
  const { kind, subject, also } = entry
  const link = world.random.percent(75) ? { replaces: entry.id } : { retracts: entry.id }
  return written(running, skewMs, world, { kind, subject, also, body: { reason: 'mended' }, ...link })
}

type Draw = {
  kind: string
  subject: string
  also: readonly string[]
  body: Record<string, unknown>
  replaces?: string
  retracts?: string
}

function written({ store, chronicle }: Running, skewMs: number, { random, agenda }: World, draw: Draw): Written {
  const { id, agency } = store.person
  const day = 1 + random.below(28)
  return writtenSchema.parse({
    ...draw,
    id: random.uuid(),
    v: 1,
    occurred: `2025-0${1 + random.below(9)}-${String(day).padStart(2, '0')}`,
    basis: 'seen',
    body: { ...draw.body, salt: random.hex(22) },
    basedOn: chronicle.position().head?.seq ?? 0,
    author: id,
    agency,
    device: store.id,
    written: new Date(agenda.nowMs() + skewMs).toISOString(),
  })
}
