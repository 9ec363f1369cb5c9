// May entries be erased? Two agencies say so, two people, each through an act of its own; neither of the two belongs or belonged to the
// other's agency. What goes is of the child of the act, and stands whole in the chronicles that it names, and in these alone, or a half of
// it would stay elsewhere; of a matter that is withheld from somebody all goes or nothing, or what is left would be withheld no more. What corrects an entry goes with it, and is named
// with it: the chain keeps the request, and `komar verify` takes its word alone for a gap. Whoever asks may read it, or their agency wrote
// it; whoever agrees says how they judged; nobody asks or agrees from whom it is withheld, who is told no more than of a thing that is not
// there. The entry that brought a record into being is not erased, nor a merge (it is undone), nor an act of erasure itself: it is the
// proof. A legal hold stops it, and has no exception: while a complaint about the child is unanswered, and from a death until its review,
// nothing of the child goes; what a review had before it never does. Whoever may not know of the complaint is told only that
// something is to be confirmed. Sources: architecture.md, "Erasure and sealing"; practice.md part 2, Seizure; part 3, G-Q1 and G-D1.
// Practice default, to be confirmed by the ministry: that the hold of a complaint covers the whole chronicle, and who may.
import { classBit } from '../access/classes.ts'
import { erasureAgreed, erasureAsked } from '../access/erasure-kinds.ts'
import { erasuresOf, isOf, isOfErasure, withCorrections } from '../access/erasure-state.ts'
import { isWithheld } from '../access/policy.ts'
import { mattersIn, withheldIn } from '../access/withholding.ts'
import { complaintsOf } from '../assess/complaint-state.ts'
import { childAfter } from '../care/after-state.ts'
import { authorNames, check, type Check, type Gate, type GateWorld } from '../chronicle/gate.ts'
import type { Recorded, Uuid, Written } from '../chronicle/entry.ts'
import { classOf, kindNamed } from '../kinds.ts'
import type { CountryPack } from '../policy.ts'
import { childRegistered } from '../register/kinds.ts'
import { merged } from '../register/merge-kinds.ts'
import { recordsOf } from '../register/merge-state.ts'
import { childRegister } from '../register/state.ts'
import { settledBefore } from '../settled.ts'

export const erasureGateCodes = [
  'erasure.all-named',
  'erasure.corrections-named',
  'erasure.not-the-record',
  'erasure.not-an-act-of-its-own',
  'erasure.one-matter',
  'erasure.whole-matter',
  'erasure.asker-may-read',
  'erasure.order-named',
  'erasure.request-stands',
  'erasure.not-yet-agreed',
  'erasure.two-agencies',
  'erasure.same-chronicles',
  'erasure.read-as-said',
  'erasure.complaint-open',
  'erasure.to-be-confirmed',
  'erasure.death-not-reviewed',
  'erasure.reviewed-after-death',
] as const
type Code = (typeof erasureGateCodes)[number]
type World = GateWorld<CountryPack>

export const erasureAskedGate: Gate<CountryPack> = { reads: () => [], checks: askedChecks }
export const erasureAgreedGate: Gate<CountryPack> = { reads: () => [], checks: agreedChecks }

function askedChecks(act: Written, world: World): Check[] {
  const parsed = erasureAsked.body.safeParse(act.body)
  if (!parsed.success) return []
  const { toErase, ground, orderedBy } = parsed.data
  const going = goingOf(act, world, toErase)
  return [
    need('erasure.order-named', ground !== 'court-order' || orderedBy !== undefined),
    need('erasure.asker-may-read', going.every((entry) => isReadBy(act, world, entry)) && !isHidden(act, world, going)),
    ...entryChecks(act, world, going),
    isEachNamed(going, toErase),
    ...holdChecks(act, world, going),
  ]
}

function agreedChecks(act: Written, world: World): Check[] {
  const parsed = erasureAgreed.body.safeParse(act.body)
  if (!parsed.success) return []
  const { request: named, judged } = parsed.data
  const erasure = erasuresOf(settledBefore(act, world)).find(({ request }) => isOf(request, named))
  const asked = erasure?.request
  const toErase = asked?.body.toErase ?? []
  const going = goingOf(act, world, toErase)
  if (asked?.entry.id !== named || isHidden(act, world, [asked.entry, ...going]))
    return [need('erasure.request-stands', false)]
  return [
    need('erasure.request-stands', true),
    need('erasure.not-yet-agreed', (erasure?.agreement ?? null) === null),
    need('erasure.two-agencies', isOfAnother(act, world, asked.entry)),
    need('erasure.same-chronicles', hasSame(keptOf(asked.entry, world), keptOf(act, world))),
    need('erasure.read-as-said', judged !== 'read' || going.every((entry) => isReadBy(act, world, entry))),
    ...entryChecks(act, world, going),
    isEachNamed(going, toErase),
    ...holdChecks(act, world, going),
  ]
}

/** A correction that came meanwhile goes too, and a gap in the chain is proven by the request alone: it is asked anew. */
function isEachNamed(going: readonly Recorded[], named: readonly Uuid[]): Check {
  return need(
    'erasure.corrections-named',
    going.every(({ id }) => named.includes(id)),
  )
}

/** What goes, as far as it is here. An id that is not here (after a restore) is refused when it comes, and needs no look. */
function goingOf(act: Written, world: World, named: readonly Uuid[]): Recorded[] {
  const all = chronicleOf(act, world)
  const gone = withCorrections(named, all)
  return all.filter(({ id }) => gone.has(id))
}

function chronicleOf(act: Written, world: World): Recorded[] {
  const found = [act.subject, ...act.also].flatMap((subject) => world.chronicle(subject))
  return [...new Map(found.map((entry) => [entry.id, entry])).values()].filter(({ id }) => id !== act.id)
}

/** The chronicles that an act names; of a child with several records the kept one, as which the others read. */
function keptOf({ subject, also }: Pick<Written, 'subject' | 'also'>, world: World): Uuid[] {
  return [...new Set([subject, ...also].map((one): Uuid => recordsOf(one, world.chronicle).kept))]
}

function entryChecks(act: Written, world: World, going: readonly Recorded[]): Check[] {
  // Of a child with several records, what the other one holds reads as the kept one's.
  const named = new Set<Uuid>([act.subject, ...act.also, ...keptOf(act, world)])
  const needed = going.map((entry) => keptOf(entry, world))
  const ofChild = keptOf({ subject: act.subject, also: [] }, world)
  const all = chronicleOf(act, world)
  const withheld = withheldIn(all)
  const parties = new Set(going.map(({ id }) => (withheld.get(id) ?? []).join(' ')))
  return [
    need(
      'erasure.all-named',
      going.every(({ subject, also }) => [subject, ...also].every((one) => named.has(one))) &&
        needed.every((kept) => ofChild.every((one) => kept.includes(one))) &&
        (going.length === 0 || keptOf(act, world).every((one) => needed.some((kept) => kept.includes(one)))),
    ),
    need(
      'erasure.not-the-record',
      going.every(({ kind }) => kindNamed(kind)?.opens !== true),
    ),
    need(
      'erasure.not-an-act-of-its-own',
      going.every(({ kind }) => kind !== merged.name && !isOfErasure(kind)),
    ),
    need('erasure.one-matter', parties.size <= 1),
    need('erasure.whole-matter', isWhole(going, all, withheld)),
  ]
}

/** Whether nothing of a matter that is withheld from somebody stays behind but the acts themselves. */
function isWhole(going: readonly Recorded[], all: readonly Recorded[], withheld: ReadonlyMap<Uuid, unknown>): boolean {
  const matters = mattersIn(all)
  const gone = new Set(going.map(({ id }) => id))
  const touched = new Set(going.filter(({ id }) => withheld.has(id)).map(({ id }) => matters.get(id)))
  return all.every(({ id, kind }) => gone.has(id) || isOfErasure(kind) || !touched.has(matters.get(id) ?? id))
}

/** Whether one of these is withheld from the author of the act, or from an agency to which they belong or belonged. */
function isHidden(act: Written, world: World, entries: readonly Recorded[]): boolean {
  const withheld = withheldIn(chronicleOf(act, world))
  const names = authorNames(act, world)
  return entries.some(({ id }) => isWithheld(names, withheld.get(id) ?? []))
}

/** Two agencies and two people, of whom none belongs or belonged to the other's agency: else one agency could do both acts. */
function isOfAnother(act: Written, { agency, otherAgencies, isColleague }: World, asked: Recorded): boolean {
  const kind = agency(act.agency)?.kind
  return (
    asked.agency !== act.agency &&
    asked.author !== act.author &&
    !otherAgencies.includes(asked.agency) &&
    !isColleague(asked.author) &&
    kind !== undefined &&
    kind !== 'host'
  )
}

/** Of each child that an act names: what holds for one must not be gone round by asking at another. */
function holdChecks(act: Written, world: World, going: readonly Recorded[]): Check[] {
  const isChild = (one: Uuid) =>
    world.chronicle(one).some(({ kind, subject }) => kind === childRegistered.name && subject === one)
  const children = [act.subject, ...act.also.filter(isChild)].map((child) => holdsOf(child, act, world))
  const open = new Map(children.flatMap(({ complaints }) => complaints).map((one) => [one.id, one]))
  return [
    ...[...open.values()].map(({ withheld }) => ({
      ...check('erasure.complaint-open' satisfies Code, ['safeguarding'], false),
      withheld,
      veil: { code: 'erasure.to-be-confirmed' satisfies Code, classes: ['care'] as const },
    })),
    need(
      'erasure.death-not-reviewed',
      children.every(({ isDeathReviewed }) => isDeathReviewed),
    ),
    need(
      'erasure.reviewed-after-death',
      going.every(({ id }) => children.every(({ reviewed }) => !reviewed.has(id))),
    ),
  ]
}

function holdsOf(child: Uuid, act: Written, world: World) {
  const settled = settledBefore(act, world, child)
  const { deaths, deathReviews } = childAfter(settled)
  const isReviewed = (death: { id: Uuid; entry: Recorded }): boolean =>
    deathReviews.some(({ body }) => body.death === death.id || body.death === death.entry.id)
  const hasDied = childRegister(settled).died !== null
  return {
    complaints: complaintsOf(settled, world.chronicle(child), world.pack).filter(({ answer }) => answer === null),
    isDeathReviewed: deaths.every(isReviewed) && (!hasDied || deaths.some(({ who }) => who === 'child')),
    reviewed: new Set(deathReviews.flatMap(({ body }) => body.entries)),
  }
}

function isReadBy({ agency }: Written, { authorReads }: World, entry: Recorded): boolean {
  return entry.agency === agency || (classBit(classOf(entry.kind)) & authorReads) !== 0
}

function hasSame(left: readonly Uuid[], right: readonly Uuid[]): boolean {
  return left.length === right.length && left.every((one) => right.includes(one))
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['identity', 'care'], holds)
}
