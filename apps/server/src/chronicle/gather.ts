// What an append must know before it decides, read in one message: the subjects are locked first, and all is read behind the locks.
import { withholdingOf } from '@komar/domain/access/withholding'
import { uuidSchema, type Entry, type SubjectId, type Uuid, type Written } from '@komar/domain/chronicle/entry'
import { kindNamed, knownKind } from '@komar/domain/kinds'
import { instantSchema } from '@komar/domain/time/instant'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import type { Database } from '../db/query.ts'
import type { Candidate } from './candidate.ts'
import { arrayOf, messageTo, type Prepared } from './message.ts'
import { readPlaces, placesStatement, type PlaceKey } from './placings.ts'
import type { Facts } from './plan.ts'
import { memory, type Remembered } from './remembered.ts'
import { readSnapshot, snapshotStatement } from './snapshot.ts'
import type { World } from './world.ts'

type Gathered = Omit<Facts, 'isProved'>

/** Begins what can be taken back, locks subjects, goes on as the keeper, and reads. */
export async function gather(db: Database, candidates: readonly Candidate[], world: World): Promise<Gathered> {
  const { ids, locked, whole, accounts, doesPlace, asksGlass } = needsOf(candidates, world)
  const message = messageTo(db)
  message.run('savepoint append')
  message.run(lookUpsOnly)
  message.run('set local role komar_keeper')
  message.run(`select komar.lock_with_merged('${arrayOf(locked)}'::uuid[])`)
  const named = [arrayOf(ids), arrayOf(locked), arrayOf(accounts)]
  const snapshotAt = message.execute(snapshotStatement, [...named, String(asksGlass)])
  const recalled = recallAll(locked)
  const known = [...recalled]
  const chroniclesAt = message.execute(chroniclesStatement, [
    arrayOf(locked),
    arrayOf(whole),
    arrayOf([...new Set(world.projectors.map(({ of }) => of))]),
    doesPlace ? arrayOf([...world.placing.kinds]) : '{}',
    arrayOf(known.map(([subject]) => subject)),
    arrayOf(known.map(([, { seq }]) => seq)),
    arrayOf(known.map(([, { link }]) => link)),
  ])
  const placesAt = doesPlace ? message.execute(placesStatement, []) : null
  const results = await message.send()
  return {
    snapshot: readSnapshot(results[snapshotAt]?.[0]),
    chronicles: readChronicles(results[chroniclesAt] ?? [], recalled),
    circles: placesAt === null ? new Map<PlaceKey, number>() : readPlaces(results[placesAt] ?? []),
    world,
  }
}

// Everything that an append asks is a look-up by key, planned once for a connection: the plan must not depend on what this call holds,
// nor read a table whole because it was small when the plan was made. Ends with the transaction.
const lookUpsOnly = `select ${Object.entries({
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
})
  .map(([setting, value]) => `set_config('${setting}', '${value}', true)`)
  .join(', ')}`

type Needs = {
  /** Entries sent, corrected or belonged to. */
  ids: Uuid[]
  /** Subjects named, those that gates read included. */
  locked: SubjectId[]
  /** Of these, whose chronicle a gate reads whole; that of a projected subject is read whole in any case. */
  whole: SubjectId[]
  /** Accounts that gates ask about. */
  accounts: Uuid[]
  /** Whether circles may follow. */
  doesPlace: boolean
  /** Whether one is of a kind that is written to a sealed record, too, by who has it open. */
  asksGlass: boolean
}

function needsOf(candidates: readonly Candidate[], world: World): Needs {
  const ids = new Set<Uuid>()
  const locked = new Set<SubjectId>()
  const whole = new Set<SubjectId>()
  const accounts = new Set<Uuid>()
  let doesPlace = false
  let asksGlass = false
  for (const { id, written, problem: fault } of candidates) {
    if (id !== null) ids.add(id)
    if (written === null || fault !== null) continue
    for (const target of [written.replaces, written.retracts]) if (target !== undefined) ids.add(target)
    for (const matter of withholdingOf(written)?.with ?? []) ids.add(matter)
    const gate = world.gateFor(written.kind)
    const read = gate?.reads(written) ?? []
    for (const subject of [written.subject, ...written.also, ...read]) locked.add(subject)
    for (const account of gate?.accounts?.(written) ?? []) accounts.add(account)
    const isJudged = gate !== undefined && knownKind(written.kind, written.v)?.family === 'act'
    if (isJudged) for (const subject of [written.subject, ...written.also, ...read]) whole.add(subject)
    if (world.placing.kinds.has(written.kind)) doesPlace = true
    if (kindNamed(written.kind)?.throughGlass !== undefined) asksGlass = true
  }
  return { ids: [...ids], locked: [...locked], whole: [...whole], accounts: [...accounts], doesPlace, asksGlass }
}

function recallAll(subjects: readonly SubjectId[]): Map<SubjectId, Remembered> {
  return new Map(
    subjects.flatMap((subject) => {
      const found = memory.recall(subject)
      return found === undefined ? [] : [[subject, found] as const]
    }),
  )
}

// Of each subject that there is, one row at least. `after`: the number up to which what was remembered stands, else 0.
const chroniclesStatement: Prepared = {
  name: 'append_chronicles',
  types: ['uuid[]', 'uuid[]', 'text[]', 'text[]', 'uuid[]', 'bigint[]', 'text[]'],
  text: `
    with wanted as (
      select s.id, s.id = any ($2) or s.type = any ($3) as whole, coalesce(c.seq, 0) as after
      from komar.subject s
      left join unnest($5, $6, $7) as known (subject, seq, link) on known.subject = s.id
      left join komar.chain c on c.seq = known.seq and encode(c.chain, 'hex') = known.link
        and not exists (select from komar.erased x join komar.chain a on a.entry = x.act where x.subject = s.id and a.seq > known.seq)
      where s.id = any (komar.with_merged($1))
    )
    select w.id as subject, w.whole, w.after, added.text, added.seq, added.received, added.link
    from wanted w left join lateral (
      select e.written_text as text, es.seq,
        ${instantSql('c.received')} as received, encode(c.chain, 'hex') as link
      from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
      where es.subject = w.id and es.seq > w.after and (w.whole or e.kind = any ($4))
    ) added on true
    order by added.seq`,
}

const addedRow = z.object({
  subject: uuidSchema,
  whole: z.boolean(),
  after: z.coerce.number(),
  // Checked when it was accepted; checking it again by today's schema could refuse what was accepted then.
  text: z.string().nullable(),
  seq: z.coerce.number().nullable(),
  received: instantSchema.nullable(),
  link: z.string().nullable(),
})

/** The chronicles, those that were read whole remembered for the next time. */
function readChronicles(
  found: readonly unknown[],
  recalled: ReadonlyMap<SubjectId, Remembered>,
): Map<SubjectId, readonly Entry[]> {
  const chronicles = new Map<SubjectId, readonly Entry[]>()
  const rows = Map.groupBy(z.array(addedRow).parse(found), ({ subject }) => subject)
  for (const [subject, all] of rows) {
    const before = all[0]?.after === 0 ? undefined : recalled.get(subject)
    const added = all.flatMap(({ text, seq, received }) =>
      text === null || seq === null || received === null
        ? []
        : [{ ...(JSON.parse(text) as Written), seq, received } satisfies Entry],
    )
    const entries = before === undefined ? added : [...before.entries, ...added]
    chronicles.set(subject, entries)
    const last = all.at(-1)
    if (all[0]?.whole !== true || last === undefined) continue
    const characters = all.reduce((sum, { text }) => sum + (text?.length ?? 0), before?.characters ?? 0)
    const { seq, link } = last.seq === null || last.link === null ? (before ?? { seq: 0, link: '' }) : last
    if (seq !== null && link !== null) memory.keep(subject, { entries, seq, link, characters })
  }
  return chronicles
}
