// Today, visits, letters, what could not be met, complaints and advice from this device: as the host's routes of the same names.
// What fell due while there was no network is here by itself: deadlines are stored without "today", and the day is this one.
import { listAdvice, type AdviceRow } from '@komar/contract/advice'
import { listComplaints } from '@komar/contract/complaints'
import { listLetters } from '@komar/contract/letters'
import { showToday, type StartUp, type TodayItem } from '@komar/contract/today'
import { listUnmet } from '@komar/contract/unmet'
import { listVisits, type DueVisitRow } from '@komar/contract/work'
import type { LetterState } from '@komar/domain/assess/letter-kinds'
import { erasureDeadlineCodes } from '@komar/domain/access/erasure-signals'
import { groupUnmet } from '@komar/domain/assess/unmet'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import { compareText, firstInOrder } from '@komar/domain/chronicle/order'
import { classOf, withholdingKinds } from '@komar/domain/kinds'
import type { LetterFacts } from '@komar/domain/insight/child-row'
import { isHistory, isStartUp, plannedAssessmentCodes } from '@komar/domain/insight/first-day'
import { cannotWait } from '@komar/domain/insight/cannot-wait'
import type { ChildSummary } from '@komar/domain/insight/summary'
import { visitCodes } from '@komar/domain/insight/visit-codes'
import { adviceStates } from '@komar/domain/sharing/kinds'
import { adviceStateOn } from '@komar/domain/sharing/state'
import { addDays } from '@komar/domain/time/plain-date'
import { answerer, type About } from '../../store/answerer.ts'
import { rowsOf, shownDeadline } from './children.ts'

/** As on the host. */
const mostCounted = 1001
const mostOfToday = 5
const mostAwaited = 20
const plannedCodes: ReadonlySet<string> = new Set(plannedAssessmentCodes)
const erasureCodes: ReadonlySet<string> = new Set(erasureDeadlineCodes)
const mostVisits = 1000
const mostLetters = 500
const mostComplaints = 2000

type Due = { child: ChildSummary; deadline: Deadline }

function openedDue({ device, today }: About): Due[] {
  // A loop and no chain of lists: a slow phone unlocks to this, over tens of thousands of deadlines.
  const opened: Due[] = []
  for (const child of device.summaries('child'))
    for (const deadline of child.deadlines) if (deadline.opens <= today) opened.push({ child, deadline })
  return opened
}

function bySubject(left: Due, right: Due): number {
  return (
    compareText(left.child.subject, right.child.subject) ||
    compareText(left.deadline.code, right.deadline.code) ||
    compareText(left.deadline.key, right.deadline.key)
  )
}

function byUrgency(left: Due, right: Due): number {
  return (
    left.deadline.harm - right.deadline.harm ||
    compareText(left.deadline.due, right.deadline.due) ||
    bySubject(left, right)
  )
}

type FirstDay = { startUp: StartUp; isLeftOut: (due: Due) => boolean }

/** The first day with old data: what was missed for children whom nobody has in hand stands as history. */
function firstDayOf(opened: readonly Due[], { today }: About): FirstDay {
  const [unplanned, unallocated] = [new Set<string>(), new Set<string>()]
  for (const { child, deadline } of opened) {
    if (deadline.due >= today || child.dates === null || 'wave' in deadline.params) continue
    if (child.dates.isInside && plannedCodes.has(deadline.code)) unplanned.add(child.subject)
    if (deadline.code === 'access.agency-missing') unallocated.add(child.subject)
  }
  const untaken = { unplanned: unplanned.size, unallocated: unallocated.size }
  if (!isStartUp(untaken)) return { startUp: null, isLeftOut: () => false }
  const isLeftOut = ({ child, deadline }: Due) =>
    (unplanned.has(child.subject) || unallocated.has(child.subject)) && isHistory(deadline, today)
  return { startUp: { ...untaken, history: Math.min(opened.filter(isLeftOut).length, mostCounted) }, isLeftOut }
}

const todayAnswerer = answerer(showToday, ({ query }, about) => {
  const opened = openedDue(about)
  const { startUp, isLeftOut } = firstDayOf(opened, about)
  const ofToday = opened.filter(({ deadline }) => deadline.harm === 1 && deadline.due === about.today)
  const open = opened.filter((due) => !isLeftOut(due))
  const awaited = open.filter(({ deadline }) => erasureCodes.has(deadline.code))
  const shown = new Set([
    ...firstInOrder(ofToday, mostOfToday, bySubject),
    ...firstInOrder(open, query.limit, byUrgency),
    ...firstInOrder(awaited, mostAwaited, byUrgency),
  ])
  const items = [...shown].map(({ child, deadline }): TodayItem => ({
    deadline: shownDeadline(child.subject, deadline, about),
    child: rowsOf([child.subject], about)[0] ?? null,
  }))
  const first = cannotWait(items)
  return {
    value: {
      first,
      rest: items.filter((item) => !first.includes(item)),
      total: Math.min(open.length, mostCounted),
      startUp,
      glassToJudge: 0,
      today: about.today,
    },
  }
})

const visits = answerer(listVisits, ({ query }, about) => {
  const opened = openedDue(about)
  const { startUp, isLeftOut } = firstDayOf(opened, about)
  const until = addDays(about.today, query.days)
  const isMine = ({ child }: Due) => {
    const worker = child.worker?.worker ?? null
    return query.whose === 'all' || worker === null || worker === about.session.account.id
  }
  const due = opened
    .filter(
      (one) =>
        one.child.dates !== null &&
        visitCodes.some((code) => code === one.deadline.code) &&
        one.deadline.due <= until &&
        isMine(one) &&
        !isLeftOut(one),
    )
    .toSorted(
      (left, right) =>
        compareText(left.deadline.due, right.deadline.due) ||
        left.deadline.harm - right.deadline.harm ||
        bySubject(left, right),
    )
    .slice(0, mostVisits)
  const found = due.flatMap(({ child, deadline }): DueVisitRow[] => {
    const row = rowsOf([child.subject], about)[0]
    if (row === undefined) return []
    return [{ child: row, place: placeOf(child), deadline: shownDeadline(child.subject, deadline, about) }]
  })
  return { value: { visits: found, startUp, today: about.today } }
})

function placeOf({ identity, dates, district }: ChildSummary): DueVisitRow['place'] {
  const facility = dates?.isInside === true ? (identity?.facility ?? null) : null
  if (facility !== null) return { type: 'facility', id: facility }
  return district === null ? null : { type: 'district', id: district }
}

const letters = answerer(listLetters, ({ query }, about) => {
  const all = about.device.summaries('child').flatMap((child) => {
    // Which answers are still owed stands on the kept record.
    const waiting = new Set(
      child.deadlines.filter(({ code }) => code === 'assess.letter-unanswered').map(({ key }) => key),
    )
    // Where too little is seen to say that an answer is no longer owed, it is waited for.
    const waits = ({ id, answeredOn, isSuperseded }: LetterFacts) =>
      waiting.has(id) || (child.isPartial && answeredOn === null && !isSuperseded)
    return child.dates === null ? [] : child.letters.map((letter) => ({ child, letter, waits: waits(letter) }))
  })
  const listed = all
    .filter(({ waits }) => query.only === 'all' || waits)
    .toSorted(
      (left, right) =>
        Number(right.waits) - Number(left.waits) ||
        compareText(left.letter.answerDue, right.letter.answerDue) ||
        compareText(left.letter.id, right.letter.id),
    )
  const shown = listed.slice(0, mostLetters).map(({ child, letter, waits }) => {
    const { class: name, isSuperseded: _, ...facts } = letter
    const row = rowsOf([child.subject], about)[0] ?? null
    return {
      ...facts,
      childId: child.subject,
      child: row,
      isCare: name === 'care',
      state: stateOf(letter, waits, about),
    }
  })
  return { value: { letters: shown, isCut: listed.length > mostLetters, today: about.today } }
})

/** The same rule as letterStateOn of the domain, over stored days. */
function stateOf(letter: LetterFacts, waits: boolean, { today }: About): LetterState {
  if (letter.answeredOn !== null) return 'answered'
  if (letter.isSuperseded) return 'superseded'
  if (!waits) return 'not-needed'
  if (letter.answerDue < today) return 'overdue'
  return letter.acknowledgedOn === null ? 'sent' : 'acknowledged'
}

const unmet = answerer(listUnmet, ({ query: { facility } }, { device }) => {
  const read = device
    .summaries('child')
    .filter(({ identity }) => facility === undefined || identity?.facility === facility)
    .flatMap(({ unmet: found }) => (found === null ? [] : [found]))
  const all = read.flat()
  const groups = groupUnmet(all).map(({ passedTo, ...group }) => ({ ...group, passedTo: [...passedTo] }))
  return { value: { groups, total: all.length, children: read.length } }
})

const complaints = answerer(listComplaints, async (_, about) => {
  const { device } = about
  const subjects = [...device.summaries('child'), ...device.summaries('carer'), ...device.summaries('facility')]
    .filter(({ hasComplaints }) => hasComplaints)
    .map(({ subject }) => subject)
  const chronicles = await Promise.all(subjects.map((subject) => device.entriesOf(subject)))
  const all = chronicles.flatMap((entries, index) =>
    entries.filter(
      ({ kind, subject }) =>
        withholdingKinds.has(kind) && classOf(kind) === 'safeguarding' && subject === subjects[index],
    ),
  )
  const entries = all
    .toSorted((left, right) => left.seq - right.seq)
    .slice(-mostComplaints)
    .map(({ content: _content, chain: _chain, ...entry }) => entry)
  const children = rowsOf([...new Set(entries.map(({ subject }) => subject))], about)
  return { value: { entries, children, isCut: all.length > mostComplaints, today: about.today } }
})

const advice = answerer(listAdvice, (_, about) => {
  const rows = about.device.summaries('facility').flatMap(({ subject, facts, advice: given }): AdviceRow[] =>
    facts === null
      ? []
      : given.map((one) => ({
          ...one,
          facility: subject,
          facilityCode: facts.code,
          facilityName: { en: facts.nameEn, km: facts.nameKm },
          state: adviceStateOn(one, about.today),
        })),
  )
  const listed = rows
    .toSorted((left, right) => compareText(left.replyDue, right.replyDue) || compareText(left.id, right.id))
    .toSorted((left, right) => adviceStates.indexOf(left.state) - adviceStates.indexOf(right.state))
  return { value: { advice: listed, today: about.today } }
})

export const workAnswerers = [todayAnswerer, visits, letters, unmet, complaints, advice]
