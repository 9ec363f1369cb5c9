// The auditor's lists as rows of text: who saw, who wrote, what was refused, and who they are. Everybody and every child under a name that
// holds within one export alone. Never what was written, why a file was opened, or a name.
import { classesOf } from '@komar/domain/access/classes'
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

/** From first to last instant, the last left out. */
export type Period = { since: string; until: string }

/** A table of the export: rows come some at a time. */
export type AuditTable = { name: string; columns: readonly string[]; rows: () => AsyncGenerator<Cell[][]> }

type Cell = string | number

const pageSize = 5000
const mostRefusals = 1_000_000

/** Makes the same name of the same id, and another one in each export: two exports cannot be laid side by side. */
function pseudonyms(): (id: string | null) => string {
  const key = randomBytes(32)
  const known = new Map<string, string>()
  return (id) => {
    if (id === null) return ''
    const name = known.get(id) ?? createHmac('sha256', key).update(id).digest('hex').slice(0, 12)
    known.set(id, name)
    return name
  }
}

const instant = z.date().transform((at) => at.toISOString())
const id = z.uuid().nullable()

const readRow = z.object({
  id: z.coerce.number(),
  at: instant,
  account: id,
  agency: id,
  subject: id,
  what: z.string(),
  classes: z.int(),
  has_reason: z.boolean(),
})
const writeRow = z.object({
  seq: z.coerce.number(),
  received: instant,
  content: z.instanceof(Buffer),
  is_withheld: z.boolean(),
  is_gone: z.boolean(),
  account: id,
  agency: id,
  subject: id,
  subject_type: z.string().nullable(),
  class: z.string().nullable(),
  kind: z.string().nullable(),
  replaces: z.coerce.number().nullable(),
  retracts: z.coerce.number().nullable(),
  /** Number of the act under which it is gone; null for what is there, and for a gap that no act explains. */
  erased_under: z.coerce.number().nullable(),
})
const refusalRow = z.object({
  received: instant,
  account: id,
  agency: id,
  subject: id,
  class_bit: z.int(),
  code: z.string().nullable(),
})
const accountRow = z.object({
  account: z.uuid(),
  login: z.string().nullable(),
  agency: z.uuid(),
  roles: z.array(z.string()),
  first_day: z.string(),
  last_day: z.string().nullable(),
  created_at: instant,
  disabled_at: instant.nullable(),
})
const agencyRow = z.object({ id: z.uuid(), code: z.string() })

/** What every table is made with: names of ids, codes of agencies. */
type Making = {
  db: Database
  period: Period
  nameOf: (id: string | null) => string
  agencyOf: (id: string | null) => string
}

/** The tables. `hasLogins`: staff under the name with which they sign in as well. */
export async function auditTables(db: Database, period: Period, hasLogins: boolean): Promise<readonly AuditTable[]> {
  const nameOf = pseudonyms()
  const found = await rows(db, agencyRow, 'select id, code from komar.agency')
  const codes = new Map(found.map((row) => [row.id, row.code]))
  const agencyOf = (agency: string | null): string => (agency === null ? '' : (codes.get(agency) ?? nameOf(agency)))
  const making = { db, period, nameOf, agencyOf }
  return [readsTable(making), writesTable(making), refusalsTable(making), accountsTable(making, hasLogins)]
}

function classesIn(mask: number): string {
  return classesOf(mask).join(' ')
}

function readsTable({ db, period: { since, until }, nameOf, agencyOf }: Making): AuditTable {
  const text = 'select * from komar.audit_reads($1, $2, $3, $4)'
  return {
    name: 'reads.csv',
    columns: ['at', 'who', 'agency', 'what', 'about', 'classes', 'reason_given'],
    rows: () =>
      paged(
        (after) => rows(db, readRow, text, [since, until, after, pageSize]),
        (row) => row.id,
        (row) => [
          row.at,
          nameOf(row.account),
          agencyOf(row.agency),
          row.what,
          nameOf(row.subject),
          classesIn(row.classes),
          row.has_reason ? 'yes' : 'no',
        ],
      ),
  }
}

const writeColumns =
  'number received state who agency about type class act replaces withdraws sha256 erased_under'.split(' ')

function writesTable({ db, period: { since, until }, nameOf, agencyOf }: Making): AuditTable {
  const text = 'select * from komar.audit_writes($1, $2, $3, $4)'
  return {
    name: 'writes.csv',
    columns: writeColumns,
    rows: () =>
      paged(
        (after) => rows(db, writeRow, text, [since, until, after, pageSize]),
        (row) => row.seq,
        (row) => [
          row.seq,
          row.received,
          stateOf(row),
          nameOf(row.account),
          agencyOf(row.agency),
          nameOf(row.subject),
          row.subject_type ?? '',
          row.class ?? '',
          row.kind ?? '',
          row.replaces ?? '',
          row.retracts ?? '',
          row.content.toString('hex'),
          row.erased_under ?? '',
        ],
      ),
  }
}

function refusalsTable({ db, period: { since, until }, nameOf, agencyOf }: Making): AuditTable {
  const text = 'select * from komar.audit_refusals($1, $2, $3)'
  return {
    name: 'refusals.csv',
    columns: ['received', 'who', 'agency', 'about', 'classes', 'rule'],
    rows: async function* refusals() {
      const found = await rows(db, refusalRow, text, [since, until, mostRefusals])
      yield found.map((row) => [
        row.received,
        nameOf(row.account),
        agencyOf(row.agency),
        nameOf(row.subject),
        classesIn(row.class_bit),
        row.code ?? '',
      ])
    },
  }
}

function accountsTable({ db, nameOf, agencyOf }: Making, hasLogins: boolean): AuditTable {
  const text = `select account, login, agency, roles, first_day::text, last_day::text, created_at, disabled_at
    from komar.audit_accounts()`
  const loginOf = (login: string | null): Cell[] => (hasLogins ? [login ?? ''] : [])
  return {
    name: 'accounts.csv',
    columns: ['who', ...(hasLogins ? ['login'] : []), 'agency', 'roles', 'from', 'last_day', 'since', 'disabled'],
    rows: async function* accounts() {
      const found = await rows(db, accountRow, text)
      yield found.map((row) => [
        nameOf(row.account),
        ...loginOf(row.login),
        agencyOf(row.agency),
        row.roles.join(' '),
        row.first_day,
        row.last_day ?? '',
        row.created_at,
        row.disabled_at ?? '',
      ])
    },
  }
}

function stateOf({ is_gone: isGone, is_withheld: isWithheld, erased_under: act }: z.infer<typeof writeRow>): string {
  if (isGone) return act === null ? 'missing' : 'erased'
  return isWithheld ? 'withheld' : 'kept'
}

async function* paged<Row>(
  read: (after: number) => Promise<Row[]>,
  placeOf: (row: Row) => number,
  cellsOf: (row: Row) => Cell[],
): AsyncGenerator<Cell[][]> {
  let after = 0
  for (;;) {
    const found = await read(after)
    yield found.map(cellsOf)
    const last = found.at(-1)
    if (last === undefined || found.length < pageSize) return
    after = placeOf(last)
  }
}
