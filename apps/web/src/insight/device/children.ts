// Children from this device: the list, one child, children of about the same name. The same rows, order and search as the host's
// (apps/server/src/register/children.ts, child-rows.ts); device-answers.db.test.ts there holds both equal.
import { searchChildren, showChild, similarChildren, type ChildRow } from '@komar/contract/register'
import { addDays } from '@komar/domain/time/plain-date'
import { at } from '@komar/domain/chronicle/at'
import { deadlineState, type Deadline } from '@komar/domain/chronicle/deadline'
import { compareText } from '@komar/domain/chronicle/order'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import {
  byNearestLimit,
  listedAsOf,
  listedChild,
  matchesAsOf,
  matchesFilter,
  type ListedChild,
} from '@komar/domain/insight/listed-child'
import type { ChildSummary } from '@komar/domain/insight/summary'
import { readCode } from '@komar/domain/register/child-code'
import { foldedFor } from '@komar/domain/register/merge-state'
import { likenessOf } from '@komar/domain/register/name-likeness'
import { plainDateSchema } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { answerer, type About, type LocalAnswer } from '../../store/answerer.ts'

type Search = Parameters<
  Parameters<typeof answerer<typeof searchChildren.input, typeof searchChildren.output>>[1]
>[0]['body']
type Page = z.output<typeof searchChildren.output>

/** As on the host. */
const mostCounted = 1001
const mostNamed = 200

/** The rows of these children, in the order asked, those that the reader may see. */
export function rowsOf(ids: readonly string[], about: About): ChildRow[] {
  return ids.flatMap((id) => {
    const summary = summaryOf(id, about)
    return summary === null ? [] : (rowOf(summary, about) ?? [])
  })
}

export function summaryOf(id: string, { device }: About): ChildSummary | null {
  const summary = device.summary(id as SubjectId) // an id that is none finds nothing
  return summary?.type === 'child' ? summary : null
}

function rowOf(summary: ChildSummary, about: About): ListedChild | undefined {
  const place =
    summary.others.map((other) => summaryOf(other, about)?.identity ?? null).find((one) => one?.facility) ?? null
  return listedChild(summary, about.today, place)
}

/** A deadline with how it stands today. */
export function shownDeadline(subject: string, deadline: Deadline, { today }: Pick<About, 'today'>) {
  const { code, key, opens, due, breachFrom, duty, harm, params } = deadline
  return {
    subject,
    code,
    key,
    opens,
    due,
    breachFrom,
    duty,
    harm,
    params,
    state: deadlineState(deadline, today, addDays(today, 7)),
  }
}

const show = answerer(showChild, ({ params }, about): LocalAnswer<z.output<typeof showChild.output>> => {
  const summary = summaryOf(params.id, about)
  const child = summary === null ? undefined : rowOf(summary, about)
  // A child that is not here may well be at the host.
  if (summary === null || child === undefined) return null
  const deadlines = summary.deadlines
    .toSorted(
      (left, right) =>
        left.harm - right.harm ||
        compareText(left.due, right.due) ||
        compareText(left.code, right.code) ||
        compareText(left.key, right.key),
    )
    .map((deadline) => shownDeadline(params.id, deadline, about))
  return { value: { child, deadlines, today: about.today } }
})

const search = answerer(searchChildren, async ({ body }, about): Promise<LocalAnswer<Page>> => {
  const found = body.asOf === undefined ? pageToday(body, about) : await pageAsOf(body, body.asOf, about)
  return { value: { ...found, today: about.today } }
})

type Found = Omit<Page, 'today'>

function pageToday(search: Search, about: About): Found {
  const { text } = search
  if (text === undefined || text === '') return pageInOrder(search, about)
  const coded = codedChildren(text, about)
  if (coded.length > 0) return { children: coded.slice(0, search.limit), total: coded.length, cursor: null }
  const named = namedChildren(text, about)
  const children = named.filter(
    ({ summary, child }) => matchesFilter(child, search, true) && isAt(summary, search.facility, about),
  )
  return { children: children.slice(0, search.limit).map(({ child }) => child), total: children.length, cursor: null }
}

function pageInOrder(search: Search, about: About): Found {
  const { device } = about
  const listed = device
    .summaries('child')
    .filter((summary) => !leadsElsewhere(summary, about) && isAt(summary, search.facility, about))
    .flatMap((summary) => rowOf(summary, about) ?? [])
    .filter((child) => matchesFilter(child, search, false))
    .toSorted((left, right) => byNearestLimit(left, right) || compareText(left.id, right.id))
  const after =
    search.cursor === undefined ? 0 : listed.findIndex((child) => isBehind(child, readPlace(search.cursor ?? '')))
  const children = after < 0 ? [] : listed.slice(after, after + search.limit)
  const last = children.length === search.limit ? children.at(-1) : undefined
  return { children, total: Math.min(listed.length, mostCounted), cursor: last === undefined ? null : writePlace(last) }
}

/** A record that leads to another which the reader sees too is not listed beside it. */
function leadsElsewhere({ sameAs }: ChildSummary, about: About): boolean {
  return sameAs !== null && (summaryOf(sameAs, about)?.dates ?? null) !== null
}

/** Whether a child lives in a prison, as this record or another of its records says. */
function isAt(summary: ChildSummary, facility: string | undefined, about: About): boolean {
  if (facility === undefined) return true
  return [summary, ...summary.others.map((other) => summaryOf(other, about))].some(
    (one) => one?.identity?.facility === facility,
  )
}

const placeSchema = z.object({ past: z.iso.date().nullable(), child: z.string() })
type ListPlace = z.infer<typeof placeSchema>

/** The same words as the host's cursor: a list may go on here that was begun there. */
function writePlace({ pastFrom, id }: ListedChild): string {
  const text = JSON.stringify({ past: pastFrom?.earliest ?? null, child: id })
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function readPlace(cursor: string): ListPlace {
  return placeSchema.parse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))))
}

function isBehind(child: ListedChild, { past, child: id }: ListPlace): boolean {
  const order = compareText(child.pastFrom?.earliest ?? '9999-12-31', past ?? '9999-12-31')
  return order > 0 || (order === 0 && child.id > id)
}

/** Who types a whole code means this child, wherever it lives. */
function codedChildren(text: string, about: About): ListedChild[] {
  const read = readCode(text)
  const codes = new Set([text.trim().toUpperCase(), ...(read.is === 'code' ? [read.code] : [])])
  return about.device
    .summaries('child')
    .filter(({ identity }) => codes.has(identity?.code ?? ''))
    .toSorted((left, right) => compareText(left.subject, right.subject))
    .slice(0, 20)
    .flatMap((summary) => rowOf(summary, about) ?? [])
}

/** Children of about this name, the likest first. */
function namedChildren(text: string, about: About): { summary: ChildSummary; child: ListedChild }[] {
  const named = about.device.summaries('child').flatMap((summary) => {
    const likeness = likenessOf(text, summary.identity?.search ?? '')
    return likeness === null ? [] : [{ summary, likeness }]
  })
  return named
    .toSorted(
      (left, right) => right.likeness - left.likeness || compareText(left.summary.subject, right.summary.subject),
    )
    .slice(0, mostNamed)
    .flatMap(({ summary }) => {
      const child = rowOf(summary, about)
      return child === undefined ? [] : [{ summary, child }]
    })
}

/** A past day is folded from the entries, child by child. */
async function pageAsOf(search: Search, asOf: string, about: About): Promise<Found> {
  const day = plainDateSchema.parse(asOf)
  const kept = about.device
    .summaries('child')
    .filter((summary) => summary.dates !== null && !leadsElsewhere(summary, about))
  const found: ListedChild[] = []
  for (const { subject } of kept) {
    const entries = foldedFor(subject, await about.device.entriesOf(subject))
    const child = listedAsOf(subject, at(entries, { asOf: day }), day, about.pack)
    if (child !== undefined && matchesAsOf(child, search)) found.push(child)
  }
  const children = found.toSorted(byNearestLimit)
  return { children: children.slice(0, search.limit), total: found.length, cursor: null }
}

const similar = answerer(similarChildren, ({ body }, about) => {
  const named = [body.km ?? '', body.latin ?? ''].flatMap((text) => namedChildren(text, about))
  const children = new Map(named.map(({ child }) => [child.id, child]))
  return { value: { children: [...children.values()].slice(0, 10) } }
})

export const childAnswerers = [show, search, similar]
