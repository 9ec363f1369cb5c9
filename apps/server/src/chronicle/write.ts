// Carries out a plan: entries are inserted as the actor, held by row-level security; all that follows from them is the keeper's.
import { edtfBounds } from '@komar/domain/time/edtf'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import { classBit } from '@komar/domain/access/classes'
import { withholdingOf } from '@komar/domain/access/withholding'
import { classOf } from '@komar/domain/kinds'
import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { Database } from '../db/query.ts'
import type { Candidate } from './candidate.ts'
import type { Outcome, Plan, Sound } from './plan.ts'
import { writePlacings } from './placings.ts'
import type { Opened, Round } from './rounds.ts'
import type { Snapshot } from './snapshot.ts'

/** The engine's own rule refused what the domain's allowed: the engine is the wall, and its word stands. */
export class WallRefusal extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super('row-level security refused an entry')
    this.ids = ids
  }
}

/** An array of ids as a literal. They are UUIDs: readCandidate has checked each. */
function literal(ids: readonly Uuid[]): string {
  return `'{${ids.join(',')}}'::uuid[]`
}

const asKeeper = 'set local role komar_keeper'
const asApp = 'set local role none'

/** Begins what can be taken back, locks subjects, and goes on as the keeper: one message, as each costs a round trip. */
export async function begin(db: Database, subjects: readonly SubjectId[]): Promise<void> {
  await db.query(`savepoint append; select komar.lock_subjects(${literal(subjects)}); ${asKeeper}`)
}

/** Inserts entries, subjects and circles, round by round. Begins and ends as the keeper. */
export async function writeRounds(db: Database, rounds: readonly Round[], isOneByOne: boolean): Promise<void> {
  for (const { entries, opened, placings } of rounds) {
    const batches = isOneByOne ? entries.map((entry) => [entry]) : [entries]
    for (const batch of batches) await insertEntries(db, batch)
    if (opened.length > 0) await insertSubjects(db, opened)
    if (placings.size > 0) await writePlacings(db, placings)
  }
}

async function insertSubjects(db: Database, opened: readonly Opened[]): Promise<void> {
  await db.query(
    `insert into komar.subject (id, type, opened_by)
     select id, type, by from jsonb_to_recordset($1) as s (id uuid, type text, by uuid)`,
    [JSON.stringify(opened)],
  )
}

const columns = `id, kind, v, class, subject, also, occurred, occurred_earliest, occurred_latest, basis, body, written_text,
  replaces, retracts, answers, based_on, policy, author, agency, device, written`

async function insertEntries(db: Database, batch: readonly Sound[]): Promise<void> {
  await db.query(asApp)
  try {
    await db.query({
      name: 'append-entries',
      text: `insert into komar.entry (${columns}) select ${columns} from jsonb_to_recordset($1) as e (id uuid, kind text, v int,
         class text, subject uuid, also uuid[], occurred text, occurred_earliest date, occurred_latest date, basis text,
         body jsonb, written_text text, replaces uuid, retracts uuid, answers uuid, based_on bigint, policy text,
         author uuid, agency uuid, device uuid, written timestamptz)`,
      values: [JSON.stringify(batch.map(entryRow))],
    })
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') throw new WallRefusal(batch.map(({ id }) => id))
    throw error
  }
  await db.query(asKeeper)
}

function entryRow({ written, text }: Sound): Record<string, unknown> {
  const { earliest, latest } = edtfBounds(written.occurred)
  return {
    ...written,
    based_on: written.basedOn,
    class: classOf(written.kind),
    occurred_earliest: earliest,
    occurred_latest: latest,
    written_text: text,
  }
}

/** Keeps accepted entries from those whom they complain of. As the keeper, before the seal. */
export async function withholdFromParties(db: Database, accepted: readonly Sound[]): Promise<void> {
  const said = accepted.flatMap(({ id, written }) => {
    const withholding = withholdingOf(written)
    return withholding === null ? [] : [{ entry: id, ...withholding }]
  })
  if (said.length > 0) await db.query('select komar.withhold($1)', [JSON.stringify(said)])
}

/** Keeps refused entries with their reasons. */
export async function writeRefusals(
  db: Database,
  candidates: readonly Candidate[],
  outcomes: readonly Outcome[],
  { actor }: Snapshot,
): Promise<void> {
  const refused = candidates.flatMap((candidate, index) => {
    const outcome = outcomes[index]
    if (outcome?.status !== 'refused' || !outcome.isStored) return []
    const { id, text, content, written } = candidate
    return {
      id,
      agency: actor.agency,
      author: actor.user,
      device: actor.device,
      received: actor.now,
      subject: written?.subject,
      kind: written?.kind,
      class_bit: classBit(classOf(written?.kind ?? '')),
      content: `\\x${content ?? ''}`,
      problem: outcome.problem,
      written_text: text,
    }
  })
  if (refused.length === 0) return
  await db.query(
    `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
     select id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received
     from jsonb_to_recordset($1) as r (id uuid, agency uuid, author uuid, device uuid, subject uuid, kind text, class_bit int,
       content bytea, problem jsonb, written_text text, received timestamptz)`,
    [JSON.stringify(refused)],
  )
}

const sealRow = z.object({ id: z.string(), seq: z.coerce.number() })

/** Runs statements and ends the transaction with them, in one message. Answers their results. */
export type End = (text: string) => Promise<unknown>

/**
 * Seals accepted entries and goes back to the app's role. From here to the commit the chain's head is locked and every other append
 * waits, so `end` sends the commit along. Answers each id's seq.
 */
export async function sealAndEnd(db: Database, accepted: readonly Sound[], end?: End): Promise<Map<string, number>> {
  const last = `${asApp}; release savepoint append`
  if (accepted.length === 0) {
    await db.query(last)
    return new Map()
  }
  const ids = literal(accepted.map(({ id }) => id))
  // Several statements in one message give an array of results, which pg's types do not say.
  const text = `select id, seq from komar.seal(${ids}); ${last}`
  const results: unknown = await (end === undefined ? db.query(text) : end(text))
  const [sealed] = z.array(z.looseObject({ rows: z.array(z.unknown()) })).parse(results)
  return new Map(
    z
      .array(sealRow)
      .parse(sealed?.rows)
      .map(({ id, seq }) => [id, seq]),
  )
}

/** Of a plan, the subjects that its accepted entries name. */
export function touchedSubjects(plan: Plan): SubjectId[] {
  return [...new Set(plan.accepted.flatMap(({ written }) => [written.subject, ...written.also]))]
}
