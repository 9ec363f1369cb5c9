// A decision as the page shows it: whether it holds today, the options with what was argued, the panel with dissent, the measures.
import type { Decision, MeasureStanding } from '@komar/domain/assess/state'
import { decisionOn, governingDecision, measuresOf, type ChildAssess } from '@komar/domain/assess/state'
import type { Measure } from './measure-line.ts'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { Argument, DecisionOption, DecisionRow } from '../ui/decision-table.tsx'
import { sayTier } from '../chronicle/field-words.ts'
import type { Speech } from '../i18n/speech.ts'

export type DecisionStanding = 'in-force' | 'run-out' | 'begins'

export type ShownDecisions = { current: Decision | null; standing: DecisionStanding; former: readonly Decision[] }

/** The decision to show first: that in force, else the next one, else the last; and the others, newest first. */
export function decisionsToShow({ decisions }: ChildAssess, today: PlainDate): ShownDecisions {
  const inForce = decisionOn(decisions, today)
  const ahead = decisions.find(({ from }) => from > today)
  const current = inForce ?? governingDecision(decisions, today) ?? ahead ?? null
  const standing = inForce !== null ? 'in-force' : current === ahead ? 'begins' : 'run-out'
  const former = decisions.filter(({ id }) => id !== current?.id).toReversed()
  return { current, standing, former }
}

export type OptionsTable = { options: DecisionOption[]; rows: DecisionRow[] }

/** The options side by side; null where the reader does not see the reasoning. */
export function optionsTable({ made }: Decision, speech: Speech): OptionsTable | null {
  if (made === null || made.body.options.length === 0) return null
  const { options, chosenTier } = made.body
  const cells = options.map((option) => ({ id: String(option.tier), option }))
  const row = (
    id: string,
    label: string,
    say: (option: (typeof options)[number]) => string | undefined,
  ): DecisionRow => ({
    id,
    label,
    cells: Object.fromEntries(
      cells.flatMap(({ id: tier, option }) => {
        const words = say(option)
        return words === undefined ? [] : [[tier, { words }]]
      }),
    ),
  })
  const argued: DecisionRow = {
    id: 'arguments',
    label: speech.text('decision.arguments-row'),
    cells: Object.fromEntries(cells.map(({ id, option }) => [id, argumentsOf(option)])),
  }
  const rows = [
    row('asked', speech.text('decision.asked'), ({ whoWasAsked }) => whoWasAsked),
    argued,
    row('why-not', speech.text('decision.why-not'), ({ whyNot }) => whyNot),
  ]
  return {
    options: cells.map(({ id, option }) => ({
      id,
      name: sayTier(option.tier, speech),
      isChosen: option.tier === chosenTier,
    })),
    rows: rows.filter(({ cells: said }) => Object.values(said).some((cell) => cell !== undefined)),
  }
}

function argumentsOf(option: { argumentsFor?: string | undefined; argumentsAgainst?: string | undefined }) {
  const said: Argument[] = [
    ...(option.argumentsFor === undefined ? [] : [{ side: 'for' as const, words: option.argumentsFor }]),
    ...(option.argumentsAgainst === undefined ? [] : [{ side: 'against' as const, words: option.argumentsAgainst }]),
  ]
  return said.length === 0 ? undefined : { arguments: said }
}

/** The measures of a decision, owed ones first. */
export function measureLines(state: ChildAssess, decision: Decision): Measure[] {
  return measuresOf(state, decision)
    .map(lineOf)
    .toSorted((left, right) => Number(left.isInPlace) - Number(right.isInPlace) || left.number - right.number)
}

function lineOf({ measure, class: of, state, dutyHolder, due, lastConfirmation, letter }: MeasureStanding): Measure {
  const seen =
    lastConfirmation === null
      ? null
      : {
          isInPlace: lastConfirmation.body.isInPlace,
          on: edtfBounds(lastConfirmation.entry.occurred).latest,
          proof: lastConfirmation.body.proof,
        }
  return {
    number: measure,
    class: of,
    dutyHolder,
    due,
    state,
    isInPlace: seen === null ? state === 'in-place' : seen.isInPlace,
    seen,
    letterAnswerDue: letter === null ? null : letter.body.answerDue,
  }
}
