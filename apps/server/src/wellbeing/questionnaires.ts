// A teacher's one-time link: a random token whose hash alone is kept, and answers sealed to the host's key outside the database. They are
// opened for the maker only, who takes them in as an entry of their own. Source: docs/decisions/0015-wellbeing.md.
import { createHash, randomBytes } from 'node:crypto'
import {
  questionnaireAnswersSchema,
  questionnaireForms,
  questionnaireLimits,
  type GivenQuestionnaire,
  type OpenedQuestionnaire,
  type Questionnaire,
  type QuestionnaireAnswers,
} from '@komar/contract/questionnaires'
import { Decrypter, Encrypter } from 'age-encryption'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asNobody } from '../db/as-actor.ts'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'
import type { HostKeys } from '../keys/host-keys.ts'

const tokenBytes = 32

type Sealing = HostKeys['handIn']

export type NewQuestionnaire = {
  child: string
  form: string
  language: string
  greeting: string
  askedBy: string
  days: number
}

export type Made = { id: string; token: string; until: string } | 'not-permitted' | 'too-many'

/** Makes a link of the actor's. The token is in the answer and nowhere else. */
export async function makeQuestionnaire(db: Database, given: NewQuestionnaire): Promise<Made> {
  const { child, form, language, greeting, askedBy, days } = given
  const token = randomBytes(tokenBytes).toString('base64url')
  const id = crypto.randomUUID()
  const { made } = await oneRow(
    db,
    z.object({ made: z.enum(['made', 'not-permitted', 'too-many']) }),
    'select komar.make_questionnaire($1, $2, $3, $4, $5, $6, $7, $8, $9) as made',
    [id, child, hashOf(token), form, language, greeting, askedBy, days, questionnaireLimits.open],
  )
  if (made !== 'made') return made
  const row = z.object({ until: z.iso.date() })
  const { until } = await oneRow(db, row, 'select until::text from komar.questionnaire where id = $1', [id])
  return { id, token, until }
}

const stateOf = `case when settled_on is not null then 'settled' when answered_on is not null then 'answered'
         when revoked_on is not null then 'revoked' when komar.today_host() > until then 'expired' else 'open' end as state`

const columns = `id, form, greeting, asked_by as "askedBy", made::text, until::text, answered_on::text as "answeredOn", ${stateOf}`

const givenRow = z.object({
  id: z.uuid(),
  form: z.enum(questionnaireForms),
  greeting: z.string().nullable(),
  askedBy: z.string().nullable(),
  made: z.iso.date(),
  until: z.iso.date(),
  state: z.enum(['open', 'answered', 'expired', 'revoked', 'settled']),
  answeredOn: z.iso.date().nullable(),
})

const aboutRow = givenRow.extend({ about: z.uuid() })

/** The actor's links of all children, latest first. No answer is opened for it. */
export async function listGiven(db: Database): Promise<Omit<GivenQuestionnaire, 'child'>[]> {
  return rows(
    db,
    aboutRow,
    `select ${columns}, child as about from komar.questionnaire order by place desc limit 500`,
    [],
  )
}

const listedRow = givenRow.extend({ language: z.enum(['en', 'km']), sealed: z.instanceof(Uint8Array).nullable() })

/** The actor's links for a child, latest first, with what waits opened. */
export async function listQuestionnaires(db: Database, child: string, { identity }: Sealing): Promise<Questionnaire[]> {
  const found = await rows(
    db,
    listedRow,
    `select ${columns}, language, answers as sealed
     from komar.questionnaire where child = $1 order by place desc limit 200`,
    [child],
  )
  return Promise.all(
    found.map(async ({ sealed, ...row }) => ({
      ...row,
      answers: sealed === null ? null : await openAnswers(identity, row.id, sealed),
    })),
  )
}

/** Whether the actor could make a link for this child. */
export async function mayMake(db: Database, child: string): Promise<boolean> {
  return (await oneRow(db, z.object({ may: z.boolean() }), 'select komar.may_ask_of($1) as may', [child])).may
}

/** Calls off a link of the actor's; false where there is none that could be. */
export async function revokeQuestionnaire(db: Database, id: string): Promise<boolean> {
  const row = z.object({ done: z.boolean() })
  return (await oneRow(db, row, 'select komar.revoke_questionnaire($1) as done', [id])).done
}

/** Whether a link of the actor's was answered and is not settled. */
export async function isAwaited(db: Database, id: string): Promise<boolean> {
  const row = z.object({ id: z.uuid() })
  const text = 'select id from komar.questionnaire where id = $1 and answered_on is not null and settled_on is null'
  return (await firstRow(db, row, text, [id])) !== undefined
}

/** Lets the answers go; false where they are said to be taken in and the entry is not there. */
export async function settleQuestionnaire(db: Database, id: string, isTakenIn: boolean): Promise<boolean> {
  const row = z.object({ done: z.boolean() })
  return (await oneRow(db, row, 'select komar.settle_questionnaire($1, $2) as done', [id, isTakenIn])).done
}

const openedRow = z.object({
  id: z.uuid(),
  state: z.enum(['open', 'answered', 'ended']),
  language: z.enum(['en', 'km']),
  greeting: z.string().nullable(),
  asked_by: z.string().nullable(),
  until: z.iso.date(),
})

/** What a token's link asks; null where there is none. */
export async function openQuestionnaire(pool: Pool, token: string): Promise<OpenedQuestionnaire | null> {
  const found = await asNobody(pool, (db) => findByToken(db, token))
  if (found === undefined) return null
  const { state, language, greeting, asked_by: askedBy, until } = found
  if (state !== 'open' || greeting === null || askedBy === null) {
    return { state: state === 'answered' ? 'answered' : 'ended', language }
  }
  return { state, language, greeting, askedBy, until }
}

async function findByToken(db: Database, token: string) {
  return firstRow(
    db,
    openedRow,
    'select id, state, language, greeting, asked_by, until::text from komar.open_questionnaire($1)',
    [hashOf(token)],
  )
}

/** Seals and keeps the answers of a token's link; the state in which it was, null where there is none. What is `open` is committed. */
export async function answerQuestionnaire(
  pool: Pool,
  { recipient }: Sealing,
  token: string,
  given: QuestionnaireAnswers,
): Promise<'open' | 'answered' | 'ended' | null> {
  return asNobody(pool, async (db) => {
    const found = await findByToken(db, token)
    // Sealing is work: only for those who have a link.
    if (found?.state !== 'open') return found?.state ?? null
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    const sealed = await encrypter.encrypt(JSON.stringify({ id: found.id, ...given }))
    const row = z.object({ state: z.enum(['open', 'answered', 'ended']) })
    const text = 'select komar.answer_questionnaire($1, $2) as state'
    return (await oneRow(db, row, text, [hashOf(token), Buffer.from(sealed)])).state
  })
}

const sealedSchema = questionnaireAnswersSchema.extend({ id: z.uuid() })

/** Null where this host's key does not open them, or they belong to another link. */
async function openAnswers(identity: string, id: string, sealed: Uint8Array): Promise<QuestionnaireAnswers | null> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    const { id: of, ...answers } = sealedSchema.parse(JSON.parse(await decrypter.decrypt(sealed, 'text')))
    return of === id ? answers : null
  } catch {
    return null
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
