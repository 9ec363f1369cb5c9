// For tests of policies: one statement of somebody as the app runs it, within a transaction of a superuser, who has just arranged what it
// meets.
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { testChronicle, type Person, type TestChronicle } from '../chronicle/test-people.ts'

/** A host for the tests of a file; of what each of them does nothing stays. */
export function hostOfPolicies(prepare: (host: TestChronicle) => Promise<void>): void {
  let host: TestChronicle | undefined
  beforeAll(async () => {
    host = await testChronicle()
    await prepare(host)
  })
  afterAll(() => host?.dispose())
  beforeEach(async () => void (await host?.administrator.query('begin')))
  afterEach(async () => void (await host?.administrator.query('rollback')))
}

/** The SQLSTATE with which a policy refuses a row. */
export const refused = '42501'

/** How many rows a statement finds or changes for whoever has the token, or the SQLSTATE of its refusal; undone at once. */
export async function asApp(
  db: pg.Client,
  { token }: { token: string },
  text: string,
  values: readonly unknown[] = [],
): Promise<number | string> {
  await db.query('savepoint before; set local role komar_app')
  try {
    await db.query(`select set_config('komar.session', $1, true)`, [token])
    return (await db.query(text, [...values])).rowCount ?? 0
  } catch (error) {
    return (error as { code?: string }).code ?? String(error) // the driver's own form
  } finally {
    await db.query('rollback to before')
  }
}

export type TriedEntry = {
  kind: string
  class: string
  subject: Uuid
  also: Uuid[]
  author: Uuid
  agency: Uuid
  device: Uuid
}

/** Adds an entry about nobody else, in the person's own name, for their agency and from their device, unless it says otherwise. */
export function addsEntry(
  db: pg.Client,
  person: Person,
  given: Pick<TriedEntry, 'kind' | 'class' | 'subject'> & Partial<TriedEntry>,
): Promise<number | string> {
  const { user: author, agency, device } = person
  const tried: TriedEntry = { also: [], author, agency, device, ...given }
  return asApp(
    db,
    person,
    `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
     values (gen_random_uuid(), $1, 1, $2, $3, $4, '2013', 'seen', '{}', '{}', $5, $6, $7, now())`,
    [tried.kind, tried.class, tried.subject, tried.also, tried.author, tried.agency, tried.device],
  )
}
