// What a child who has left, or lives outside, adds to the indicators 12 to 19, 22 and 25 (practice.md part 5).
import { byNeed } from '../care/need-schedule.ts'
import { sideOf } from '../care/contact-months.ts'
import { firstFollowUpDays, visitDays } from '../care/follow-up-schedule.ts'
import { isAnsweredInTime, isDueWithin } from '../assess/complaint-state.ts'
import { mayBeYounger } from '../assess/stay-rules.ts'
import type { PolicyPack } from '../policy.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, addMonths, closedRange, lastDay, type PlainDate } from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'
import { registrationLines } from './indicator-inside.ts'
import { metIf, within, type Line, type Met, type Month, type PartId } from './indicator-lines.ts'
import type { Certainty } from './share.ts'

const contactDays = 31
const siblingContactMonths = 3
const graceDays = 7
const yearMonths = 12
const underThreeMonths = 36
const adultMonths = 216
const hoursPerDay = 24

/** The lines of a child, as its file stands at the end of the month. `isCarerHeld`: a carer of the child is still in custody. */
export function outsideLines(file: ChildFile, isCarerHeld: boolean, month: Month, pack: PolicyPack): Line[] {
  const isPlaced = file.whereabouts.is === 'placed'
  return [
    ...departureLines(file, month),
    ...emergencyLines(file, month, pack),
    ...placementLines(file, month),
    ...(isSeparated(file) && isCarerHeld ? contactLines(file, month) : []),
    ...siblingLines(file, month),
    ...followUpLines(file, month, pack),
    ...(isPlaced ? registrationLines(file, { place: null, counted: 'certain' }, month.last) : []),
    ...deathLines(file, month),
    ...complaintLines(file, month),
  ]
}

function line(file: ChildFile, part: PartId, met: Met, counted: Certainty = 'certain'): Line {
  return { part, subject: file.child, place: null, counted, met }
}

function isSeparated({ departure, whereabouts }: ChildFile): boolean {
  if (departure === null || whereabouts.is === 'died') return false
  return departure.way !== 'with-mother' && !(whereabouts.is === 'left' && whereabouts.route === 'with-mother')
}

const tierParts = ['left-with-mother', 'left-other-parent', 'left-kin', 'left-foster', 'left-residential'] as const

function departureLines(file: ChildFile, { last }: Month): Line[] {
  const { departure } = file
  if (departure === null) return []
  const counted = within(closedRange(departure.range), addDays(addMonths(last, -yearMonths), 1), last)
  if (counted === null) return []
  const isAway = departure.way === 'planned' || departure.way === 'unplanned' || departure.way === 'emergency'
  return [
    line(file, partOf(file), 'yes', counted),
    ...(isAway ? [line(file, 'unplanned', metIf(departure.way === 'unplanned'), counted)] : []),
  ]
}

/** By which way the child left: what was done counts before what the prison wrote. */
function partOf({ departure }: ChildFile): PartId {
  if (departure === null) return 'left-unknown'
  const { way, placement, route } = departure
  if (way === 'with-mother') return 'left-with-mother'
  if (way === 'died') return 'left-died'
  if (way === 'hospital') return 'left-hospital'
  if (way === 'own-arrangement') return 'left-own-arrangement'
  if (placement !== null) return tierParts[placement.body.tier] ?? 'left-unknown'
  switch (route) {
    case 'other-parent':
    case 'kin':
    case 'foster':
    case 'residential':
      return `left-${route}`
    default:
      return 'left-unknown'
  }
}

function emergencyLines(file: ChildFile, { first, last }: Month, { procedures }: PolicyPack): Line[] {
  const days = Math.ceil(procedures.emergency.reviewWithin.value / hoursPerDay)
  return file.emergencies.flatMap(({ order, review }) => {
    const due = addDays(order.body.on, days)
    if (due < first || due > last) return []
    const on = review === null ? null : edtfBounds(review.entry.occurred).latest
    return [line(file, 'emergency-reviewed', metIf(on !== null && on <= due))]
  })
}

function placementLines(file: ChildFile, { last }: Month): Line[] {
  const { care, after, whereabouts, register } = file
  const yearAgo = addMonths(last, -yearMonths)
  const begun = care.placements.filter(({ isPending }) => !isPending)
  const first = begun.flatMap(({ entry, body }) => {
    const counted = within(closedRange(edtfBounds(entry.occurred)), addDays(yearAgo, 1), last)
    return counted === null ? [] : [line(file, 'family-first', metIf(body.tier >= 1 && body.tier <= 3), counted)]
  })
  const broken = begun.flatMap(({ id, entry }) => {
    const range = closedRange(edtfBounds(entry.occurred))
    const counted = within(range, addDays(addMonths(last, -2 * yearMonths), 1), yearAgo)
    if (counted === null) return []
    const hasBroken = after.placementEnds.some(({ body, entry: end }) => {
      const isThis = body.placement === id || body.placement === entry.id
      const on = edtfBounds(end.occurred).earliest
      return isThis && !body.isPlanned && on !== null && on <= addMonths(range.latest, yearMonths)
    })
    return [line(file, 'placement-broke-down', metIf(hasBroken), counted)]
  })
  const isResidential = whereabouts.is === 'placed' && whereabouts.tier === 4
  const isYoung = isResidential && mayBeYounger(register.birth.range, last, underThreeMonths)
  return [...first, ...broken, ...(isYoung ? [line(file, 'residential-under-three', 'yes')] : [])]
}

/** Face to face within the last 31 days; a call does not replace it. Who met is not asked where contact was stopped by decision. */
function contactLines(file: ChildFile, { first, last }: Month): Line[] {
  const { care, after } = file
  const isStopped = after.contactStops.some(({ body }) => body.reviewOn === undefined || body.reviewOn >= last)
  if (isStopped) return []
  const happened = (day: PlainDate | null, since: PlainDate): boolean => day !== null && day >= since && day <= last
  const hasMet = care.contacts.some(
    ({ body, entry }) =>
      body.way === 'visit' &&
      body.hasHappened &&
      happened(edtfBounds(entry.occurred).latest, addDays(last, 1 - contactDays)),
  )
  const missed = care.contacts.flatMap(({ body, entry }) =>
    !body.hasHappened && body.cause !== undefined && happened(edtfBounds(entry.occurred).latest, first)
      ? [line(file, `missed-${sideOf(body.cause)}`, 'yes')]
      : [],
  )
  return [line(file, 'met-mother', metIf(hasMet)), ...missed]
}

function siblingLines(file: ChildFile, { last }: Month): Line[] {
  const since = addMonths(last, -siblingContactMonths)
  const hasMet = file.care.contacts.some(({ body, entry }) => {
    const on = edtfBounds(entry.occurred).latest
    return (body.siblings === 'all' || body.siblings === 'some') && body.hasHappened && on !== null && on > since
  })
  const wasSeen = file.care.followUps.some(({ body, entry }) => {
    const on = edtfBounds(entry.occurred).latest
    return body.siblingsSeen === 'yes' && on !== null && on > since
  })
  return file.family.siblings
    .filter(({ livesTogether, born }) => livesTogether === 'no' && !isAdult(born, last))
    .map(({ siblingPlace }) => {
      const isKnown = siblingPlace !== undefined && siblingPlace !== 'unknown'
      return line(file, 'siblings-in-contact', metIf(isKnown && (hasMet || wasSeen)))
    })
}

function isAdult(born: Edtf | undefined, day: PlainDate): boolean {
  const latest = born === undefined ? null : edtfBounds(born).latest
  return latest !== null && addMonths(latest, adultMonths) <= day
}

/** Visits that fell due in the month: done, with the child seen, within a week of the day. */
function followUpLines(file: ChildFile, { first, last }: Month, pack: PolicyPack): Line[] {
  const { departure, care, after, register } = file
  const isFollowed = departure !== null && isSeparated(file) && !file.isClosed && departure.way !== 'own-arrangement'
  if (departure === null || !isFollowed || departure.way === 'hospital') return []
  const moved = closedRange(departure.range).latest
  if (moved === lastDay) return []
  const isSudden = departure.way === 'unplanned' || departure.way === 'emergency'
  const firstDays = isSudden
    ? Math.floor(pack.procedures.followUp.firstVisitUnderThreeWithin.value / hoursPerDay)
    : firstFollowUpDays(register.birth.range, moved, pack)
  const dues = byNeed(visitDays(moved, firstDays, pack), after.needLevels, pack)
  return dues
    .filter((due) => due >= first && due <= last)
    .map((due) => {
      const isDone = care.followUps.some(({ body, entry }) => {
        const on = edtfBounds(entry.occurred).latest
        const isNear = on !== null && on >= addDays(due, -graceDays) && on <= addDays(due, graceDays)
        return body.way === 'visit' && body.isChildSeen && isNear
      })
      // Whose week runs beyond the month may still be in time.
      return line(file, 'follow-up-on-time', !isDone && addDays(due, graceDays) > last ? 'possibly' : metIf(isDone))
    })
}

function deathLines(file: ChildFile, { first, last }: Month): Line[] {
  const { died } = file.register
  const counted = died === null ? null : within(closedRange(died), first, last)
  return counted === null ? [] : [line(file, 'died', 'yes', counted)]
}

function complaintLines(file: ChildFile, { first, last }: Month): Line[] {
  return file.complaints
    .filter((complaint) => isDueWithin(complaint, first, last))
    .map((complaint) => line(file, 'complaint-answered', metIf(isAnsweredInTime(complaint))))
}
