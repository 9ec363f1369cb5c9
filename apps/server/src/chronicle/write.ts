// Carries out a plan: entries are inserted as the actor, held by row-level security; all that follows from them is the keeper's.
import { edtfBounds } from '@komar/domain/time/edtf'
import { classBit } from '@komar/domain/access/classes'
import { erasureAgreed } from '@komar/domain/access/erasure-kinds'
import { withholdingOf } from '@komar/domain/access/withholding'
import { classOf } from '@komar/domain/kinds'
import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { Database } from '../db/query.ts'
import { isUnwritableFile } from '../db/trouble.ts'
import type { Candidate } from './candidate.ts'
import { arrayOf, messageTo, type Message, type Prepared } from './message.ts'
import { circlesFor, placingsStatement, placingsValues, type Places } from './placings.ts'
import type { Facts, Plan, Sound } from './plan.ts'
import { project } from './project.ts'
import type { Round } from './rounds.ts'

/** The engine's own rule refused what the domain's allowed: the engine is the wall, and its word stands. */
export class WallRefusal extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super('row-level security refused an entry')
    this.ids = ids
  }
}

const asKeeper = 'set local role komar_keeper'
const asApp = 'set local role none'

/** Runs statements and ends the transaction with them, in one message. Answers their results. */
export type End = (text: string) => Promise<unknown>

export type WriteOptions = {
  /** Entry by entry, to find out which one the engine's wall refuses. */
  isOneByOne: boolean
  end?: End | undefined
}

/**
 * Writes all that was decided, in one message where it can, as the keeper; seals the accepted entries; goes back to the app's role.
 * From the seal to the commit the chain's head is locked and every other append waits, so `end` sends the commit along.
 * Answers each accepted id's seq.
 */
export async function writePlan(
  db: Database,
  candidates: readonly Candidate[],
  plan: Plan,
  facts: Facts,
  { isOneByOne, end }: WriteOptions,
): Promise<Map<string, number>> {
  const { accepted, state } = plan
  const { list } = state.rounds
  const circles = await circlesFor(db, new Map(list.flatMap(({ placings }) => [...placings])), facts.circles)
  if (isOneByOne) for (const round of list) await writeRoundOneByOne(db, round, circles)
  const message = messageTo(db)
  if (!isOneByOne) for (const round of list) addRound(message, round, circles)
  addWithholdings(message, accepted)
  project(message, plan, facts)
  addRefusals(message, candidates, plan, facts)
  const sealAt =
    accepted.length === 0
      ? null
      : message.run(`select id, seq from komar.seal('${arrayOf(accepted.map(({ id }) => id))}'::uuid[])`)
  // Behind the seal, as it asks for both acts in the chain.
  for (const { id, written } of accepted) {
    if (written.kind === erasureAgreed.name) message.run(`select komar.carry_out_erasure('${id}')`)
  }
  message.run(asApp)
  message.run('release savepoint append')
  const results = await sendBlaming(message, isOneByOne ? null : accepted, accepted.length === 0 ? undefined : end)
  return sealAt === null ? new Map() : readSealed(results[sealAt])
}

/** Entries of a round are inserted as the actor, all else as the keeper. */
function addRound(message: Message, round: Round, circles: Places): void {
  addEntries(message, round.entries)
  addCircles(message, round, circles)
}

async function writeRoundOneByOne(db: Database, round: Round, circles: Places): Promise<void> {
  for (const entry of round.entries) {
    const one = messageTo(db)
    addEntries(one, [entry])
    await sendBlaming(one, [entry])
  }
  const rest = messageTo(db)
  rest.run(asKeeper)
  addCircles(rest, round, circles)
  await rest.send()
}

/** Sends a message. If the engine's wall refuses, these entries are to blame; null: none of them can be. */
async function sendBlaming(message: Message, entries: readonly Sound[] | null, end?: End): Promise<unknown[][]> {
  try {
    return await message.send(end)
  } catch (error) {
    if (entries !== null && error instanceof DatabaseError && error.code === '42501' && !isUnwritableFile(error)) {
      throw new WallRefusal(entries.map(({ id }) => id))
    }
    throw error
  }
}

function addCircles(message: Message, { opened, placings }: Round, circles: Places): void {
  if (opened.length > 0) message.execute(subjectsStatement, [JSON.stringify(opened)])
  if (placings.size > 0) message.execute(placingsStatement, placingsValues(placings, circles))
}

const subjectsStatement: Prepared = {
  name: 'append_subjects',
  types: ['jsonb'],
  text: `
    insert into komar.subject (id, type, opened_by)
    select id, type, by from jsonb_to_recordset($1) as s (id uuid, type text, by uuid)`,
}

const columns = `id, kind, v, class, subject, also, occurred, occurred_earliest, occurred_latest, basis, body, written_text,
  replaces, retracts, answers, based_on, policy, author, agency, device, written`

const entriesStatement: Prepared = {
  name: 'append_entries',
  types: ['jsonb'],
  text: `
    insert into komar.entry (${columns}) select ${columns} from jsonb_to_recordset($1) as e (id uuid, kind text, v int,
      class text, subject uuid, also uuid[], occurred text, occurred_earliest date, occurred_latest date, basis text,
      body jsonb, written_text text, replaces uuid, retracts uuid, answers uuid, based_on bigint, policy text,
      author uuid, agency uuid, device uuid, written timestamptz)`,
}

function addEntries(message: Message, entries: readonly Sound[]): void {
  message.run(asApp)
  message.execute(entriesStatement, [JSON.stringify(entries.map(entryRow))])
  message.run(asKeeper)
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
function addWithholdings(message: Message, accepted: readonly Sound[]): void {
  const said = accepted.flatMap(({ id, written }) => {
    const withholding = withholdingOf(written)
    return withholding === null ? [] : [{ entry: id, ...withholding }]
  })
  if (said.length > 0) message.execute(withholdStatement, [JSON.stringify(said)])
}

const withholdStatement: Prepared = { name: 'append_withhold', types: ['jsonb'], text: 'select komar.withhold($1)' }

const refusalsStatement: Prepared = {
  name: 'append_refusals',
  types: ['jsonb'],
  text: `
    insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
    select id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received
    from jsonb_to_recordset($1) as r (id uuid, agency uuid, author uuid, device uuid, subject uuid, kind text, class_bit int,
      content bytea, problem jsonb, written_text text, received timestamptz)`,
}

/** Keeps refused entries with their reasons. */
function addRefusals(message: Message, candidates: readonly Candidate[], plan: Plan, { snapshot }: Facts): void {
  const { actor } = snapshot
  const refused = candidates.flatMap((candidate, index) => {
    const outcome = plan.outcomes[index]
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
  if (refused.length > 0) message.execute(refusalsStatement, [JSON.stringify(refused)])
}

const sealRow = z.object({ id: z.string(), seq: z.coerce.number() })

function readSealed(found: readonly unknown[] | undefined): Map<string, number> {
  return new Map(
    z
      .array(sealRow)
      .parse(found)
      .map(({ id, seq }) => [id, seq]),
  )
}
