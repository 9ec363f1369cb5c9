// care after the move, folded: is contact stopped, how closely is the child visited, with whom does it live now, is a way back planned,
// is the release-ready pack whole, has work with the child ended. A statement about the pack or about a death adds to the one before:
// what is said again counts anew, what is not said stands. Acts that wait on a device are no acts yet.
import type { Recorded } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Standing, type Stated } from '../chronicle/fold.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './after-kinds.ts'
import * as deathKinds from './death-kinds.ts'
import type { ChildCare, Departure, Placement } from './state.ts'

export type ContactStop = Stated<typeof kinds.contactStopped>
export type NeedLevel = Stated<typeof kinds.needLevelSet>
export type PlacementEnd = Stated<typeof kinds.placementEnded>
export type ReunificationPlan = Stated<typeof kinds.reunificationPlanned>
export type Reunion = Stated<typeof kinds.reunited>
export type TransferCheck = Stated<typeof kinds.transferChecked>
export type LeavingCarePlan = Stated<typeof kinds.leavingCarePlanned>
export type StoryShared = Stated<typeof kinds.storyShared>
export type Closing = Stated<typeof kinds.closed>
export type DeathReview = Stated<typeof deathKinds.deathReviewed>

/** What is ready for the day of a release; a piece that nobody stated is missing. */
export type ReleasePack = {
  pieces: Readonly<Partial<Record<kinds.PackPiece, string>>>
  missing: readonly kinds.PackPiece[]
  releaseExpected: Edtf | null
  /** The day on which a release was first heard of; null when nobody has. */
  heardOn: PlainDate | null
  lastStated: Recorded | null
}

type DeathBody = Stated<typeof deathKinds.deathReported>['body']

/** A death and all that was said of it; `entry` is the first report. */
export type Death = { id: Standing['id']; entry: Recorded; who: DeathBody['whoDied']; done: Partial<DeathBody> }

export type ChildAfter = {
  contactStops: readonly ContactStop[]
  needLevels: readonly NeedLevel[]
  placementEnds: readonly PlacementEnd[]
  reunificationPlans: readonly ReunificationPlan[]
  reunions: readonly Reunion[]
  pack: ReleasePack
  transferChecks: readonly TransferCheck[]
  leavingPlans: readonly LeavingCarePlan[]
  stories: readonly StoryShared[]
  deaths: readonly Death[]
  deathReviews: readonly DeathReview[]
  /** The act that ended work with the child; null while it goes on, or goes on again. */
  closing: Closing | null
}

/** What is known of a child's time after a move. */
export function childAfter(settled: Settled): ChildAfter {
  return {
    contactStops: accepted(statedOf(settled, kinds.contactStopped)),
    needLevels: accepted(statedOf(settled, kinds.needLevelSet)),
    placementEnds: statedOf(settled, kinds.placementEnded),
    reunificationPlans: accepted(statedOf(settled, kinds.reunificationPlanned)),
    reunions: statedOf(settled, kinds.reunited),
    pack: packOf(statedOf(settled, kinds.releasePackStated)),
    transferChecks: statedOf(settled, kinds.transferChecked),
    leavingPlans: accepted(statedOf(settled, kinds.leavingCarePlanned)),
    stories: statedOf(settled, kinds.storyShared),
    deaths: deathsOf(statedOf(settled, deathKinds.deathReported)),
    deathReviews: accepted(statedOf(settled, deathKinds.deathReviewed)),
    closing: closingOf(settled),
  }
}

function packOf(stated: readonly Stated<typeof kinds.releasePackStated>[]): ReleasePack {
  const said = stated.map(({ body }) => body)
  const pieces = Object.fromEntries(
    kinds.packPieces.flatMap((piece) => {
      const words = said.findLast((body) => body[piece] !== undefined)?.[piece]
      return words === undefined ? [] : [[piece, words]]
    }),
  ) as Partial<Record<kinds.PackPiece, string>> // its keys come from packPieces
  const heard = stated.find(({ body }) => body.isReleaseHeard === true)
  const isHeard = said.findLast((body) => body.isReleaseHeard !== undefined)?.isReleaseHeard === true
  return {
    pieces,
    missing: kinds.packPieces.filter((piece) => pieces[piece] === undefined),
    releaseExpected: said.findLast((body) => body.releaseExpected !== undefined)?.releaseExpected ?? null,
    heardOn: isHeard && heard !== undefined ? edtfBounds(heard.entry.occurred).latest : null,
    lastStated: stated.at(-1)?.entry ?? null,
  }
}

function deathsOf(reports: readonly Stated<typeof deathKinds.deathReported>[]): Death[] {
  return [...Map.groupBy(reports, ({ body }) => body.whoDied)].flatMap(([who, said]) => {
    const [first] = said
    return first === undefined
      ? []
      : [{ id: first.id, entry: first.entry, who, done: Object.assign({}, ...said.map(({ body }) => body)) }]
  })
}

function closingOf(settled: Settled): Closing | null {
  const names: readonly string[] = [kinds.closed.name, kinds.reopened.name]
  const last = accepted(settled.acts).findLast(({ entry }) => names.includes(entry.kind))
  return statedOf(settled, kinds.closed).find(({ id }) => id === last?.id) ?? null
}

/** With whom the child lives after its departure: the last placement, unless it has ended or the child is back with its mother. */
export function placementNow(
  care: Pick<ChildCare, 'placements'>,
  after: ChildAfter,
  departure: Departure,
): Placement | null {
  if (departure.placement === null) return null
  const since = dayOf(departure.placement.entry)
  const last = care.placements.findLast(({ entry, isPending }) => !isPending && dayOf(entry) >= since)
  if (last === undefined || reunionNow(care, after) !== null) return null
  return isEnded(last, after) ? null : last
}

function isEnded(placement: Placement, { placementEnds }: ChildAfter): boolean {
  return placementEnds.some(({ body, entry }) =>
    body.placement === undefined
      ? dayOf(entry) >= dayOf(placement.entry)
      : body.placement === placement.id || body.placement === placement.entry.id,
  )
}

/** The end of the last placement, when nothing has begun since; null while the child lives with someone. */
export function openEnd(care: Pick<ChildCare, 'placements'>, after: ChildAfter): PlacementEnd | null {
  const last = after.placementEnds.at(-1)
  if (last === undefined) return null
  const day = dayOf(last.entry)
  const isNamed = (id: string): boolean => last.body.placement === id
  const hasNew = care.placements.some(
    ({ id, entry, isPending }) => !isPending && dayOf(entry) >= day && !isNamed(id) && !isNamed(entry.id),
  )
  return hasNew || after.reunions.some(({ entry }) => dayOf(entry) >= day) ? null : last
}

/** The return to the mother that still holds: no placement has begun since. */
export function reunionNow(care: Pick<ChildCare, 'placements'>, { reunions }: ChildAfter): Reunion | null {
  const last = reunions.findLast(({ isPending }) => !isPending)
  if (last === undefined) return null
  const day = dayOf(last.entry)
  return care.placements.some(({ entry, isPending }) => !isPending && dayOf(entry) > day) ? null : last
}

/** True when the child, or the mother, is known to have died. */
export function hasDied({ deaths }: ChildAfter, who: Death['who']): boolean {
  return deaths.some((death) => death.who === who)
}

/** Sorts as text; an entry of an unknown day comes first. */
function dayOf({ occurred }: Recorded): string {
  return edtfBounds(occurred).earliest ?? ''
}

function accepted<Each extends Standing>(acts: readonly Each[]): Each[] {
  return acts.filter((act) => !act.isPending)
}
