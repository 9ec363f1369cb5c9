// assess, folded: assessments and their sections, views heard, decisions, and the special measures that a decision owes.
// An assessment is all the entries that share its id; it is finished when an act says so, and never deleted when nobody does.
// A decision is in force from its first day until its last one, or until a later decision begins: a new decision ends the
// former (practice.md part 3, G-X1). Its reasons are care class, its declaration identity class; either alone shows it.
import { compareText } from '../chronicle/order.ts'
import type { AccessClass } from '../access/classes.ts'
import type { AgencyId, Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Standing, type Stated } from '../chronicle/fold.ts'
import type { BodyOf, Kind } from '../chronicle/kind.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { doNotAskFlagged } from './asking-kinds.ts'
import * as kinds from './kinds.ts'
import { letterSent } from './letter-kinds.ts'

export type Section = {
  id: string
  class: AccessClass
  questionnaire: string
  version: string
  stated: Stated<typeof kinds.careAnswered>
}

export type Finish = Stated<typeof kinds.assessmentFinished>

export type Assessment = {
  id: Uuid
  type: kinds.AssessmentType
  /** First and last day on which something was answered; null when no reader may see a section, or its day is open. */
  started: PlainDate | null
  lastAnswered: PlainDate | null
  sections: readonly Section[]
  agencies: readonly AgencyId[]
  /** The act that finished it; a finish that still waits on a device does not count. */
  finished: Finish | null
}

export type View = Stated<typeof kinds.viewHeard>
/** A letter as sent; with what came back, letters.ts has it. */
type LetterAboutMeasures = Stated<typeof letterSent>
export type DoNotAsk = Stated<typeof doNotAskFlagged>
export type Confirmation = Stated<typeof kinds.measureConfirmed>
export type StayMeasure = BodyOf<typeof kinds.decisionMade>['measures'][number]

export type Decision = {
  /** The id of the act that made it. */
  id: Uuid
  type: (typeof kinds.decisionTypes)[number]
  outcome: (typeof kinds.outcomes)[number]
  from: PlainDate
  until: PlainDate
  measures: readonly StayMeasure[]
  /** The day it was taken; its `from` when the day is open. */
  takenOn: PlainDate
  made: Stated<typeof kinds.decisionMade> | null
  declared: Stated<typeof kinds.decisionDeclared> | null
}

export type ChildAssess = {
  assessments: readonly Assessment[]
  views: readonly View[]
  /** In the order in which they take effect. Those that wait on a device are left out: they are not decided yet. */
  decisions: readonly Decision[]
  confirmations: readonly Confirmation[]
  letters: readonly LetterAboutMeasures[]
  doNotAsk: readonly DoNotAsk[]
}

const sectionKinds = [
  kinds.identityAnswered,
  kinds.custodyAnswered,
  kinds.careAnswered,
  kinds.healthAnswered,
  kinds.conditionsAnswered,
  kinds.psychologyAnswered,
  kinds.legalAnswered,
  kinds.safeguardingAnswered,
]

/** What has been assessed and decided about a child. */
export function childAssess(settled: Settled): ChildAssess {
  return {
    assessments: assessmentsOf(settled),
    views: statedOf(settled, kinds.viewHeard),
    decisions: decisionsOf(settled),
    confirmations: statedOf(settled, kinds.measureConfirmed),
    letters: statedOf(settled, letterSent),
    doNotAsk: statedOf(settled, doNotAskFlagged),
  }
}

/** Whether an id names this standing entry: its first version, the one that stands now, or one in between. */
export function bearsId(standing: Standing, id: Uuid): boolean {
  return standing.id === id || standing.entry.id === id || standing.former.some((former) => former.id === id)
}

function assessmentsOf(settled: Settled): Assessment[] {
  const sections = sectionKinds.flatMap((kind) => statedOf(settled, kind).map((stated) => ({ kind, stated })))
  const finishes = accepted(statedOf(settled, kinds.assessmentFinished))
  const ids = new Set([
    ...sections.map(({ stated }) => stated.body.assessment),
    ...finishes.map((finish) => finish.body.assessment),
  ])
  return [...ids]
    .map((id) =>
      assessmentOf(
        id,
        sections.filter(({ stated }) => stated.body.assessment === id),
        finishes.findLast((finish) => finish.body.assessment === id) ?? null,
      ),
    )
    .toSorted((left, right) => compareText(left.started ?? '', right.started ?? '') || compareText(left.id, right.id))
}

type KindAndSection = { kind: Kind; stated: Stated<typeof kinds.careAnswered> }

function assessmentOf(id: Uuid, parts: readonly KindAndSection[], finished: Finish | null): Assessment {
  const entries = parts.map(({ stated }) => stated.entry)
  const firsts = entries.map((entry) => edtfBounds(entry.occurred).earliest).filter((day) => day !== null)
  const lasts = entries.map((entry) => edtfBounds(entry.occurred).latest).filter((day) => day !== null)
  return {
    id,
    type: finished?.body.type ?? parts[0]?.stated.body.type ?? 'entry',
    started: firsts.toSorted(compareText)[0] ?? null,
    lastAnswered: lasts.toSorted(compareText).at(-1) ?? null,
    sections: parts.map(({ kind, stated }) => ({
      id: stated.body.section,
      class: kind.class,
      questionnaire: stated.body.questionnaire,
      version: stated.body.questionnaireVersion,
      stated,
    })),
    agencies: [...new Set([...entries, ...(finished === null ? [] : [finished.entry])].map((entry) => entry.agency))],
    finished,
  }
}

function decisionsOf(settled: Settled): Decision[] {
  const declarations = accepted(statedOf(settled, kinds.decisionDeclared))
  const made = accepted(statedOf(settled, kinds.decisionMade))
  const known = made.map((stated) =>
    decisionOf(stated.id, stated, declarations.findLast(({ body }) => bearsId(stated, body.decision)) ?? null),
  )
  // Who may not read care sees declarations only; each then stands for its decision.
  const alone = declarations
    .filter(({ body }) => !made.some((stated) => bearsId(stated, body.decision)))
    .map((stated) => decisionOf(stated.body.decision, null, stated))
  const lastOfEach = new Map([...known, ...alone.filter((each): each is Decision => each !== null)].flatMap(byId))
  return [...lastOfEach.values()].toSorted(
    (left, right) => compareText(left.from, right.from) || orderOf(left) - orderOf(right),
  )
}

function byId(decision: Decision | null): [Uuid, Decision][] {
  return decision === null ? [] : [[decision.id, decision]]
}

function decisionOf(id: Uuid, made: Decision['made'], declared: Decision['declared']): Decision | null {
  const source = made ?? declared
  if (source === null) return null
  const { type, outcome, from, until, measures } = source.body
  const takenOn = edtfBounds(source.entry.occurred).latest ?? from
  return { id, type, outcome, from, until, measures, takenOn, made, declared }
}

function orderOf(decision: Decision): number {
  return (decision.made ?? decision.declared)?.entry.seq ?? 0
}

/** The decision that governs a day, whether or not it has run out by then: the last one to have begun. */
export function governingDecision(decisions: readonly Decision[], day: PlainDate): Decision | null {
  return decisions.findLast((decision) => decision.from <= day) ?? null
}

/** The decision in force on a day, its last day included; null when there is none or the last one has run out. */
export function decisionOn(decisions: readonly Decision[], day: PlainDate): Decision | null {
  const governing = governingDecision(decisions, day)
  return governing !== null && day <= governing.until ? governing : null
}

export type MeasureStanding = StayMeasure & {
  lastConfirmation: Confirmation | null
  letter: LetterAboutMeasures | null
}

/** The measures of a decision, each with what was last said of it and the last letter about it. */
export function measuresOf(state: ChildAssess, decision: Decision): MeasureStanding[] {
  return decision.measures.map((measure) => ({
    ...measure,
    lastConfirmation:
      state.confirmations.findLast(({ body, isPending }) => body.measure === measure.measure && !isPending) ?? null,
    letter:
      state.letters.findLast(
        ({ body, entry }) =>
          body.measures.includes(measure.measure) &&
          (body.decision === undefined
            ? (edtfBounds(entry.occurred).latest ?? decision.from) >= decision.takenOn
            : body.decision === decision.id),
      ) ?? null,
  }))
}

/** An act that waits on a device is no act yet. */
function accepted<Each extends Standing>(acts: readonly Each[]): Each[] {
  return acts.filter((act) => !act.isPending)
}
