// A best-interests decision: its reasoning (care class) and its declaration (identity class), written together, word for word the same
// in what both say. Who renews begins with the former decision, its options and what became of its measures, and writes the reasons
// anew. Source: practice.md parts 1 row 12, 3 (G-A, G-B, G-L1, G-X1) and 7.
import { decisionDeclared, decisionMade, decisionTypes } from '@komar/domain/assess/kinds'
import { isMissing, standingMeasures } from '@komar/domain/assess/measure-standing'
import { measureDue, measuresThatApply } from '@komar/domain/assess/measures'
import type { Decision } from '@komar/domain/assess/state'
import { mayBeYounger } from '@komar/domain/assess/stay-rules'
import { limitRange } from '@komar/domain/law/signals'
import { addDays, addMonths, earlier, type PlainDate } from '@komar/domain/time/plain-date'
import { formatDate } from '../../i18n/format-date.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, compact, noId } from '../../record/drafting.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { count, day, isTicked, many, oneOf, rowsOf, said, yesOrNo, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import { headFields, isStay, measureFields, optionFields, overstayFields, panelFields } from './decision-fields.ts'

export const decisionForm: FormDefinition = {
  name: 'decision',
  subject: 'child',
  title: 'action.decision',
  lead: 'form.decision.lead',
  kinds: [decisionMade.name, decisionDeclared.name],
  fields: [
    ...headFields,
    ...optionFields,
    ...measureFields,
    ...panelFields,
    ...overstayFields,
    { type: 'text', id: 'reasons', label: 'form.decision.reasons', help: 'form.decision.reasons-help' },
  ],
  initial: decisionDefaults,
  build: decisionEntries,
}

const tiers = [0, 1, 2, 3, 4] as const

function decisionDefaults(context: RecordContext): Values {
  const { child, query, today } = context
  const type = oneOf({ type: query['type'] ?? '' }, 'type', decisionTypes) ?? typeFor(context)
  const assessment = child?.assess.assessments.findLast(({ finished }) => finished?.body.isShort === false)
  return {
    type,
    outcome: 'stay',
    assessment: assessment?.id ?? '',
    from: today,
    until: longestStay(type, context),
    options: { rows: tiers.map((tier) => optionDefaults(tier, context)) },
    measures: { rows: measureRows(context) },
    panel: { rows: panelDefaults(context) },
    orders: type === 'interim' ? ['keep-together'] : [],
    steps: { rows: type === 'overstay' ? [{}] : [] },
  }
}

/** A child that may be past the limit already needs an overstay decision; with no full assessment only an interim one can stand. */
function typeFor({ child, today }: RecordContext): (typeof decisionTypes)[number] {
  const limit = child?.limit
  return limit !== null && limit !== undefined && limit.earliest <= today ? 'overstay' : 'full'
}

/** The last day that the rules allow for a stay decided today. */
function longestStay(type: string, context: RecordContext): PlainDate {
  const { child, today } = context
  const pack = rulesOf(context)
  if (type === 'interim') return addDays(today, pack.procedures.decisions.interim.lasts.value)
  if (type === 'overstay') return addDays(today, pack.law.overstay.days)
  const { stayUnderOneLastsAtMost, stayFromOneLastsAtMost } = pack.procedures.decisions
  const birth = child?.register.birth.range ?? { earliest: null, latest: null }
  const months = (mayBeYounger(birth, today, 12) ? stayUnderOneLastsAtMost : stayFromOneLastsAtMost).value
  const limit = limitRange(birth, pack.law, today)
  const longest = addMonths(today, months)
  return limit === null ? longest : earlier(longest, addDays(limit.earliest, -1))
}

/** Who was asked is known from the options explored; it is shown to be confirmed, not asked again. */
function optionDefaults(tier: number, { child, speech }: RecordContext): Values {
  const former = child?.lastDecision?.made?.body.options.find((option) => option.tier === tier)
  if (former !== undefined) return optionOf(former)
  const explored = (child?.care.options ?? []).filter(({ body }) => body.tier === tier)
  const who = explored.map(({ body }) => `${body.who}: ${speech.text(`option.answer.${body.answer}`)}`)
  const why = explored.flatMap(({ body }) => (body.why === undefined ? [] : [body.why]))
  return { whoWasAsked: who.join('; '), whyNot: why.join(' ') }
}

function optionOf({ whoWasAsked, whyNot, argumentsFor, argumentsAgainst }: Option): Values {
  return {
    whoWasAsked: whoWasAsked ?? '',
    whyNot: whyNot ?? '',
    argumentsFor: argumentsFor ?? '',
    argumentsAgainst: argumentsAgainst ?? '',
  }
}

type Option = NonNullable<Decision['made']>['body']['options'][number]

function measureRows(context: RecordContext): Values[] {
  const { today, speech } = context
  const pack = rulesOf(context)
  const former = formerMeasures(context)
  const applying = measuresThatApply(pack.measures, { isPregnantOrBreastfeeding: true, isForeignOrMinority: true })
  return applying.flatMap((row) => {
    const part = row.parts[0]
    if (part === undefined) return []
    const due = measureDue(pack.measures, part.class, today) ?? addDays(today, 90)
    const before = former.get(row.number)
    return [
      {
        measure: String(row.number),
        class: part.class,
        state: part.class === 'A' || row.appliesTo !== undefined ? '' : 'owed',
        appliesTo: row.appliesTo ?? '',
        dutyHolder: speech.text(`form.duty.${row.dutyHolder}`),
        due,
        ...before,
      },
    ]
  })
}

/** What became of the measures of the last stay: still owed, or in place. */
function formerMeasures(context: RecordContext): ReadonlyMap<number, Values> {
  const { child } = context
  const stays = child?.assess.decisions.filter(({ outcome }) => outcome === 'stay') ?? []
  const last = stays.at(-1)
  if (child === null || last === undefined) return new Map()
  const standing = standingMeasures(
    child.assess,
    last,
    rulesOf(context).measures,
    child.stay?.hereSince.earliest ?? null,
  )
  return new Map(
    standing.map((measure) => [
      measure.measure,
      { state: isMissing(measure) ? 'owed' : 'in-place', dutyHolder: measure.dutyHolder },
    ]),
  )
}

/** The members of the last panel, to be confirmed: what each thinks this time is asked anew. */
function panelDefaults(context: RecordContext): Values[] {
  const former = context.child?.lastDecision?.made?.body.panel ?? []
  const mine = chair(context)
  const others = former.filter(({ name }) => name !== context.session.account.displayName)
  return [
    mine,
    ...others.map(({ name, agency, part, isAssessor }) => ({ name, agency, part, isAssessor, isChair: false })),
  ]
}

function chair({ session }: RecordContext): Values {
  return {
    name: session.account.displayName,
    agency: session.agency.id,
    presence: 'in-person',
    part: 'votes',
    isChair: true,
    opinion: 'for',
  }
}

function decisionEntries(values: Values, context: RecordContext): EntryDraft[] {
  const id = context.newId()
  const decided = {
    type: said(values, 'type') ?? context.placeholder,
    outcome: said(values, 'outcome') ?? context.placeholder,
    from: day(values, 'from') ?? context.today,
    until: day(values, 'until') ?? context.today,
    measures: isStay(values) ? measures(values, context) : [],
  }
  const subject = context.subject.id
  const isFullStay = isStay(values) && said(values, 'type') === 'full'
  const made = act(context, {
    id,
    kind: decisionMade.name,
    subject,
    body: {
      ...decided,
      assessment: said(values, 'assessment'),
      isRenewal: isFullStay && isTicked(values, 'isRenewal'),
      options: options(values),
      chosenTier: chosenTier(values),
      panel: panel(values, context),
      reasons: said(values, 'reasons') ?? context.placeholder,
      overstay: said(values, 'type') === 'overstay' ? overstay(values, context) : undefined,
      ...interim(values),
      ministryLevel: ministryLevel(values),
    },
  })
  return [made, act(context, { kind: decisionDeclared.name, subject, body: { decision: id, ...decided } })]
}

function interim(values: Values): Record<string, unknown> {
  if (said(values, 'type') !== 'interim') return {}
  const orders = many(values, 'orders')
  return { orders: orders.length === 0 ? undefined : orders, secondAgency: said(values, 'secondAgency') }
}

function ministryLevel(values: Values): Record<string, unknown> | undefined {
  const who = said(values, 'ministryWho')
  const when = day(values, 'ministryWhen')
  return said(values, 'type') === 'full' || who === undefined || when === undefined ? undefined : { who, when }
}

function chosenTier(values: Values): number | undefined {
  if (said(values, 'outcome') === 'leave-with-mother') return 0
  return said(values, 'outcome') === 'leave-to-care' ? count(values, 'chosenTier') : undefined
}

function options(values: Values): Record<string, unknown>[] {
  return rowsOf(values, 'options').flatMap((row, tier) => {
    const option = compact({
      whoWasAsked: said(row, 'whoWasAsked'),
      whyNot: said(row, 'whyNot'),
      argumentsFor: said(row, 'argumentsFor'),
      argumentsAgainst: said(row, 'argumentsAgainst'),
    })
    return Object.keys(option).length === 0 ? [] : [{ tier, ...option }]
  })
}

function measures(values: Values, context: RecordContext): Record<string, unknown>[] {
  return rowsOf(values, 'measures').flatMap((row) => {
    const state = said(row, 'state')
    if (state === undefined) return []
    return [
      {
        measure: count(row, 'measure'),
        class: said(row, 'class'),
        state,
        dutyHolder: said(row, 'dutyHolder') ?? context.placeholder ?? '',
        due: day(row, 'due') ?? context.today,
      },
    ]
  })
}

function panel(values: Values, context: RecordContext): Record<string, unknown>[] {
  const { placeholder } = context
  return rowsOf(values, 'panel').map((row) =>
    compact({
      name: said(row, 'name') ?? placeholder,
      agency: said(row, 'agency') ?? noId(context),
      presence: said(row, 'presence') ?? (placeholder === undefined ? undefined : 'in-person'),
      part: said(row, 'part') ?? (placeholder === undefined ? undefined : 'informs'),
      isChair: isTicked(row, 'isChair'),
      isAssessor: isTicked(row, 'isAssessor'),
      hasInterest: yesOrNo(row, 'hasInterest'),
      interest: yesOrNo(row, 'hasInterest') === true ? said(row, 'interest') : undefined,
      ...(said(row, 'presence') === 'phone'
        ? { calledAt: said(row, 'calledAt'), isReadBack: isTicked(row, 'isReadBack') }
        : {}),
      opinion: said(row, 'opinion') ?? (placeholder === undefined ? undefined : 'abstains'),
      words: said(row, 'words'),
    }),
  )
}

function overstay(values: Values, { placeholder }: RecordContext): Record<string, unknown> | undefined {
  const whyNoSafePlace = said(values, 'whyNoSafePlace')
  if (whyNoSafePlace === undefined) return undefined
  const steps = rowsOf(values, 'steps').flatMap((row) => {
    const what = said(row, 'what')
    const by = day(row, 'by')
    return what === undefined || by === undefined ? [] : [{ what, by }]
  })
  return compact({ whyNoSafePlace, whoIsFindingOne: said(values, 'whoIsFindingOne') ?? placeholder, steps })
}

/** A decision that was recorded without its declaration is declared afterwards. */
export const declareForm: FormDefinition = {
  name: 'declare',
  subject: 'child',
  title: 'action.declare',
  lead: 'form.declare.lead',
  kinds: [decisionDeclared.name],
  fields: [
    {
      type: 'choice',
      id: 'decision',
      label: 'form.declare.which',
      options: ({ child, speech }) =>
        (child?.assess.decisions ?? [])
          .filter(({ made, declared }) => made !== null && declared === null)
          .map(({ id, from, until, outcome }) => ({
            value: id,
            label: `${speech.text(`option.outcome.${outcome}`)} · ${formatDate(from, speech)} – ${formatDate(until, speech)}`,
          })),
    },
  ],
  build: (values, context) => {
    const decision = context.child?.assess.decisions.find(({ id }) => id === said(values, 'decision'))
    if (decision === undefined) return []
    const { id, type, outcome, from, until, measures: owed } = decision
    const body = { decision: id, type, outcome, from, until, measures: owed }
    return [act(context, { kind: decisionDeclared.name, subject: context.subject.id, body })]
  },
}
