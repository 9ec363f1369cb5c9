// A decision as the page shows it: whether it holds today, the options with what was argued, the panel with dissent, the measures.
import { standingMeasures, type StandingMeasure } from '@komar/domain/assess/measure-standing'
import type { MeasureCatalogue } from '@komar/domain/assess/measures'
import type { Decision } from '@komar/domain/assess/state'
import { decisionOn, governingDecision, type ChildAssess } from '@komar/domain/assess/state'
import type { PlainDate } from '@komar/domain/time/plain-date'
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

/** The measures that are owed to a child who is inside, those that are missing first, the gravest before the others. */
export function measuresToShow(
  state: ChildAssess,
  decision: Decision,
  catalogue: MeasureCatalogue,
  since: PlainDate | null,
): StandingMeasure[] {
  return standingMeasures(state, decision, catalogue, since).toSorted(
    (left, right) =>
      Number(left.missing === null) - Number(right.missing === null) ||
      left.class.localeCompare(right.class) ||
      left.measure - right.measure,
  )
}
