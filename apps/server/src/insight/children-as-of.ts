// The list of children as it was on a past day, from the entries that the caller may see now: a refold, not a filter on today's rows.
// It costs a fold for each child, so it is for those who see hundreds, not for a national reader: they have the situation report.
import type { ChildRow } from '@komar/contract/register'
import { at } from '@komar/domain/chronicle/at'
import type { Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import { decisionOn } from '@komar/domain/assess/state'
import { childFile, statusLine, type ChildFile } from '@komar/domain/insight/child-file'
import { limitState } from '@komar/domain/law/past'
import { recordsOf, unionOf } from '@komar/domain/register/merge-state'
import { plainName } from '@komar/domain/register/name-search'
import { plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import type { PolicyPack } from '@komar/domain/policy'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import type { ChildPage, ChildSearch } from '../register/children.ts'

const mostChildren = 2000

/** All children that match, the nearest limit first; no paging. @throws refusal when the caller sees too many children. */
export async function childrenAsOf(
  db: Database,
  search: ChildSearch,
  day: string,
  pack: PolicyPack,
): Promise<ChildPage> {
  const asOf = plainDateSchema.parse(day)
  const chronicles = await visibleChronicles(db)
  const chronicle = (subject: SubjectId) => chronicles.get(subject) ?? []
  const found = [...chronicles.keys()]
    .filter((child) => !chronicles.has(recordsOf(child, chronicle).kept) || recordsOf(child, chronicle).kept === child)
    .map((child) => rowAsOf(child, at(unionOf(child, chronicle), { asOf }), asOf, pack))
    .filter((row) => row !== undefined)
    .filter((row) => matches(row, search))
    .toSorted((left, right) => compare(left.pastFrom?.earliest, right.pastFrom?.earliest))
  return { children: found.slice(0, search.limit), total: found.length, cursor: null }
}

const entryRow = z.object({ subject: z.string(), text: z.string(), seq: z.coerce.number(), received: z.string() })

async function visibleChronicles(db: Database): Promise<Map<SubjectId, Recorded[]>> {
  const children = await rows(
    db,
    z.object({ child: z.string() }),
    `select child from komar.child_status limit ${mostChildren + 1}`,
  )
  if (children.length > mostChildren) refuse('request.too-large', { params: { most: mostChildren } })
  const found = await rows(
    db,
    entryRow,
    `select es.subject, e.written_text as text, es.seq,
       to_char(c.received at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as received
     from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
     where es.subject = any ($1::uuid[]) order by es.seq`,
    [children.map(({ child }) => child)],
  )
  const chronicles = new Map<SubjectId, Recorded[]>()
  for (const { subject, text, seq, received } of found) {
    // Checked when it was accepted.
    const entry = { ...(JSON.parse(text) as Recorded), seq, received } as Recorded
    const id = subject as SubjectId // a uuid column
    chronicles.set(id, [...(chronicles.get(id) ?? []), entry])
  }
  return chronicles
}

function rowAsOf(child: SubjectId, entries: Recorded[], day: PlainDate, pack: PolicyPack): ChildRow | undefined {
  const file = childFile(child, entries, pack)
  const { register, whereabouts } = file
  if (register.code === null) return undefined
  const status = statusLine(file)
  const decision = decisionOn(file.assess.decisions, day)
  const isInside = whereabouts.is === 'in-facility'
  return {
    id: child,
    code: register.code,
    names: {
      km: register.names?.km ?? null,
      latin: register.names?.latin ?? null,
      called: register.names?.called ?? null,
    },
    sex: register.sex,
    born: register.birth.claims.map(({ born }) => born),
    facility: isInside ? whereabouts.facility : null,
    carer: register.relations[0]?.carer ?? null,
    livesSince: isInside ? (register.residences.at(-1)?.from ?? null) : null,
    isInside,
    isClosed: file.isClosed,
    pastFrom: status.firstDayPast,
    state: stateOn(file, day),
    decision: decision === null ? null : { type: decision.type, until: decision.until },
    nextDue: status.nextDue,
  }
}

function stateOn(file: ChildFile, day: PlainDate): ChildRow['state'] {
  if (file.whereabouts.is !== 'in-facility') return 'not-in-prison'
  if (file.limit === null) return 'unknown'
  const state = limitState(file.limit, day, 0)
  const { approachFrom } = statusLine(file)
  return state === 'within' && approachFrom !== null && day >= approachFrom ? 'approaching' : state
}

function matches(row: ChildRow, { text, state, facility, decision, where }: ChildSearch): boolean {
  if (!isWhere(row, where, text !== undefined)) return false
  if (state !== undefined && row.state !== state) return false
  if (facility !== undefined && row.facility !== facility) return false
  if (decision === 'none' && row.decision !== null) return false
  if (decision !== undefined && decision !== 'none' && row.decision?.type !== decision) return false
  const names = plainName([row.names.km, row.names.latin, row.names.called].filter((name) => name !== null).join(' '))
  return text === undefined || names.includes(plainName(text))
}

/** The same as in the list of today: register/child-rows.ts. */
function isWhere({ isInside, isClosed }: ChildRow, where: ChildSearch['where'], isNamed: boolean): boolean {
  switch (where) {
    case 'inside':
      return isInside
    case 'outside':
      return !isInside && (isNamed || !isClosed)
    case 'anywhere':
      return isNamed || isInside || !isClosed
    case 'closed':
      return isClosed
  }
}

function compare(left: string | undefined, right: string | undefined): number {
  const [a, b] = [left ?? '9999-12-31', right ?? '9999-12-31']
  return a < b ? -1 : a > b ? 1 : 0
}
