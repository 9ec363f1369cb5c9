// The gates of assessments and decisions. What each asks: finish-gate.ts, decision-gate.ts, panel.ts, stay-rules.ts. A declaration
// repeats a decision that stands, word for word and nothing besides: it is all that those who owe a measure ever see (practice.md part 3,
// G-O1), and a body keeps members that nobody asked for.
import { canonicalJson, type Json } from '../chronicle/canonical.ts'
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { CountryPack, PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { decisionChecks, decisionGateCodes } from './decision-gate.ts'
import { finishChecks, finishGateCodes } from './finish-gate.ts'
import * as kinds from './kinds.ts'
import { panelGateCodes } from './panel.ts'
import { bearsId, childAssess } from './state.ts'
import { stayGateCodes } from './stay-rules.ts'

const declarationCodes = [
  'declaration.decision-stands',
  'declaration.says-the-same',
  'declaration.says-no-more',
] as const
type Code = (typeof declarationCodes)[number]

export const assessGateCodes = [
  ...finishGateCodes,
  ...stayGateCodes,
  ...panelGateCodes,
  ...decisionGateCodes,
  ...declarationCodes,
] as const

export const assessmentFinishedGate: Gate<PolicyPack> = { reads: () => [], checks: finishChecks }
export const decisionMadeGate: Gate<PolicyPack> = { reads: () => [], checks: decisionChecks }
export const decisionDeclaredGate: Gate<CountryPack> = { reads: () => [], checks: declarationChecks }

function declarationChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const parsed = kinds.decisionDeclared.body.safeParse(act.body)
  if (!parsed.success) return []
  const { decision: id, type, outcome, from, until, measures } = parsed.data
  const { decisions } = childAssess(settledBefore(act, world))
  const made = decisions.find((decision) => decision.made !== null && bearsId(decision.made, id)) ?? null
  const isSame =
    made !== null &&
    sameText({ type, outcome, from, until, measures }) ===
      sameText({
        type: made.type,
        outcome: made.outcome,
        from: made.from,
        until: made.until,
        measures: made.measures,
      })
  const isBare = Object.keys(parsed.data).every((member) => declared.has(member))
  return [
    need('declaration.decision-stands', made !== null),
    need('declaration.says-the-same', isSame),
    need('declaration.says-no-more', isBare && parsed.data.measures.every(isBareMeasure)),
  ]
}

const declared: ReadonlySet<string> = new Set(['salt', ...Object.keys(kinds.decisionDeclared.body.shape)])
const ofMeasure: ReadonlySet<string> = new Set(Object.keys(kinds.stayMeasureSchema.shape))

function isBareMeasure(measure: object): boolean {
  return Object.keys(measure).every((member) => ofMeasure.has(member))
}

function sameText(value: object): string {
  // Bodies came in as JSON and hold nothing else.
  return canonicalJson(value as Json)
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['care'], holds)
}
