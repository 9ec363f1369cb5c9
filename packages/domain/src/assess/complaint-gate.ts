// May this complaint be answered so? It stands in this chronicle; whoever answers took no part in what it is about (not on the panel of
// the decision, not its author, not the author of the plan); the answer was told by voice, with the way to a court in plain words,
// unless nobody left a name to tell it to (practice.md part 3, G-Q1). To those complained of, there is no such complaint: the refusal
// must not tell them that there is one.
import { isWithheld } from '../access/policy.ts'
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { authorNames, check } from '../chronicle/gate.ts'
import type { Uuid, Written } from '../chronicle/entry.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { CountryPack } from '../policy.ts'
import { plainName } from '../register/name-search.ts'
import { settledBefore } from '../settled.ts'
import { holdGateCodes } from './complaint-hold.ts'
import * as kinds from './complaint-kinds.ts'
import { complaintsOf, type Complaint } from './complaint-state.ts'
import { bearsId, childAssess } from './state.ts'

const answerGateCodes = [
  'complaint.stands',
  'complaint.not-answered-yet',
  'complaint.answerer-not-on-panel',
  'complaint.answerer-not-author',
  'complaint.told-by-voice',
  'complaint.court-route-told',
] as const
type Code = (typeof answerGateCodes)[number]

export const complaintGateCodes = [...answerGateCodes, ...holdGateCodes] as const

export const complaintAnsweredGate: Gate<CountryPack> = {
  reads: () => [],
  checks: (act, world) => answerChecks(act, world, kinds.complaintAnswered.body.safeParse(act.body).data),
}

export const placeComplaintAnsweredGate: Gate<CountryPack> = {
  reads: () => [],
  checks: (act, world) => answerChecks(act, world, kinds.placeComplaintAnswered.body.safeParse(act.body).data),
}

type Body = BodyOf<typeof kinds.complaintAnswered>

function answerChecks(act: Written, world: GateWorld<CountryPack>, body: Body | undefined): Check[] {
  if (body === undefined) return []
  const complaint = complaintsOf(settledBefore(act, world), world.chronicle(act.subject), world.pack).find(({ made }) =>
    bearsId(made, body.complaint),
  )
  if (complaint === undefined || isWithheld(authorNames(act, world), complaint.withheld)) {
    return [need('complaint.stands', false)]
  }
  const isNameless = complaint.made.body.complainant === 'anonymous' && body.toldHow === 'nobody-to-tell'
  return [
    need('complaint.stands', true),
    need('complaint.not-answered-yet', complaint.answer === null),
    ...independenceChecks(act, world, body, complaint),
    need('complaint.told-by-voice', isNameless || body.toldHow !== 'nobody-to-tell'),
    need('complaint.court-route-told', isNameless || (body.isCourtRouteTold && body.courtRoute !== undefined)),
  ]
}

function independenceChecks(act: Written, world: GateWorld<CountryPack>, body: Body, { concerns }: Complaint): Check[] {
  if (concerns === null) return []
  const name = plainName(body.answeredBy)
  return [
    need(
      'complaint.answerer-not-on-panel',
      !panelOf(act, world, concerns).some((member) => plainName(member) === name),
    ),
    need('complaint.answerer-not-author', !authorsOf(act, world, concerns).includes(act.author)),
  ]
}

/** The names on the panel of a decision; a decision is named by any of its versions or by its declaration. */
function panelOf(act: Written, world: GateWorld<CountryPack>, id: Uuid): string[] {
  const decision = childAssess(settledBefore(act, world)).decisions.find(
    ({ made, declared }) => (made !== null && bearsId(made, id)) || (declared !== null && bearsId(declared, id)),
  )
  return decision?.made?.body.panel.map((member) => member.name) ?? []
}

/** Who wrote what the complaint is about: any version of it, and for a declaration the decision behind it too. */
function authorsOf(act: Written, world: GateWorld<CountryPack>, id: Uuid): Uuid[] {
  const { acts, facts } = settledBefore(act, world)
  const standing = [...acts, ...facts].find((each) => bearsId(each, id))
  const decision = childAssess(settledBefore(act, world)).decisions.find(
    ({ declared }) => declared !== null && bearsId(declared, id),
  )
  return [standing, decision?.made].flatMap((each) =>
    each === undefined || each === null ? [] : [each.entry.author, ...each.former.map(({ author }) => author)],
  )
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['safeguarding'], holds)
}
