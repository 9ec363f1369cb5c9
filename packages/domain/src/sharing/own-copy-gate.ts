// May a copy of a record be made for the person whom it is about? They are certainly of age; the agency that is responsible for the record
// heard them; a paper with their picture was seen, or two other things speak for them; they were asked alone and ask freely; somebody was
// offered to be with them while they read. A record that says that the child died is not handed to anybody as their own.
// The act holds for 30 days, for any supervisor of that agency. A child who is not of age, and whoever lawfully asks for one, is another
// matter and not served here.
// A sealed record takes no entry: there the same is asked each time that a copy is made, and no act is kept (docs/decisions/0023-the-own-copy.md).
// Sources: of age at 18: Convention on the Rights of the Child, article 1 (recollection). Everything else: practice default, unconfirmed.
import { childAccess } from '../access/state.ts'
import type { AgencyId, Recorded, Written } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { check, type Check, type Gate, type GateWorld } from '../chronicle/gate.ts'
import { birthUnder } from '../law/birth-claims.ts'
import type { CountryPack } from '../policy.ts'
import { childRegister, type DayRange } from '../register/state.ts'
import { foldedFor } from '../register/merge-state.ts'
import { settled as settle, settledBefore } from '../settled.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import type * as z from 'zod'
import * as kinds from './own-copy-kinds.ts'

export const ownCopyGateCodes = [
  'own-copy.of-age',
  'own-copy.responsible-agency',
  'own-copy.no-death-recorded',
  'own-copy.identity-shown',
  'own-copy.asked-freely',
  'own-copy.company-offered',
  'own-copy.asked-lately',
] as const
type Code = (typeof ownCopyGateCodes)[number]

/** Completed months of age from which somebody may ask: 18 years. */
export const ofAgeMonths = 216
/** Days for which the act holds, the day on which the host accepted it not counted. Practice default. */
export const ownCopyHoldsDays = 30

export const ownCopyGate: Gate<CountryPack> = { reads: () => [], checks: ownCopyChecks }

function ownCopyChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const body = kinds.ownCopyAsked.body.safeParse(act.body)
  if (!body.success) return []
  const found = { known: settledBefore(act, world), entries: world.chronicle(act.subject) }
  return checksOf(body.data, found, { agency: act.agency, today: world.today, pack: world.pack })
}

type Found = { known: Settled; entries: readonly Recorded[] }

/** What the record itself must say, whoever asks. */
function recordChecks({ known, entries }: Found, { agency, today, pack }: Asking): Check[] {
  return [
    need('own-copy.of-age', isCertainlyOfAge(birthUnder(known, entries, pack).range, today)),
    need('own-copy.responsible-agency', childAccess(known).responsible?.agency === agency),
    need('own-copy.no-death-recorded', childRegister(known).died === null),
  ]
}

function missingIn(checks: readonly Check[]): Code[] {
  return ownCopyGateCodes.filter((code) => checks.some((each) => each.code === code && !each.holds))
}

function checksOf(said: OwnCopyAsking, found: Found, asking: Asking): Check[] {
  const { identityShownBy, wasAskedAlone, freely, company } = said
  const isShown = identityShownBy.includes('paper-with-picture') || new Set(identityShownBy).size >= 2
  return [
    ...recordChecks(found, asking),
    need('own-copy.identity-shown', isShown),
    need('own-copy.asked-freely', wasAskedAlone && freely === 'yes'),
    need('own-copy.company-offered', company !== 'not-offered'),
  ]
}

/** What the gate of the act misses where no act can be written: in a record that is sealed, read by somebody who opened it in need. */
export function ownCopyMissing(
  child: Recorded['subject'],
  entries: readonly Recorded[],
  said: OwnCopyAsking,
  asking: Asking,
): Code[] {
  const folded = foldedFor(child, entries)
  return missingIn(checksOf(said, { known: settle(folded), entries: folded }, asking))
}

/** Whether somebody born then is of age on a day, however late in that range they were born. */
export function isCertainlyOfAge({ latest }: Pick<DayRange, 'latest'>, day: PlainDate): boolean {
  return latest !== null && addMonths(latest, ofAgeMonths) <= day
}

export type OwnCopyAsked = Stated<typeof kinds.ownCopyAsked>

/** What the act says, without the envelope and its salt. */
export type OwnCopyAsking = z.output<typeof kinds.ownCopyAskingSchema>

type Asking = { agency: AgencyId; today: PlainDate; pack: CountryPack }

/** What keeps this agency from making a copy today: the codes that are missing, and the act on which it may be made. */
export function ownCopyStanding(
  child: Recorded['subject'],
  entries: readonly Recorded[],
  asking: Asking,
): { act: OwnCopyAsked | null; missing: Code[] } {
  const folded = foldedFor(child, entries)
  const known = settle(folded)
  const { agency, today, pack } = asking
  const offset = pack.head.timeZone.utcOffset
  const act = lastAct(known, agency, (entry) => isLate(entry, today, offset))
  const checks = [...recordChecks({ known, entries: folded }, asking), need('own-copy.asked-lately', act !== null)]
  return { act, missing: missingIn(checks) }
}

function lastAct(known: Settled, agency: AgencyId, isOver: (entry: Recorded) => boolean): OwnCopyAsked | null {
  return (
    statedOf(known, kinds.ownCopyAsked).findLast(
      ({ entry, isPending }) => !isPending && entry.agency === agency && !isOver(entry),
    ) ?? null
  )
}

function isLate({ received, written }: Recorded, today: PlainDate, offset: string): boolean {
  return today > addDays(dayOfInstant(received ?? written, offset), ownCopyHoldsDays)
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['care'], holds)
}
