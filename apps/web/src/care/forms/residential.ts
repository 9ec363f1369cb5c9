// A children's home is approved for one child, for three months at most, after every other way out was asked (practice.md, G-K3).
import { residentialApproved, residentialGrounds } from '@komar/domain/care/residential-kinds'
import { addMonths } from '@komar/domain/time/plain-date'
import { formatDate } from '../../i18n/format-date.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { day, many, said, yesOrNo, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { kinOptions } from './kin-choice.ts'

/** Only those who were registered as a home. */
function homes(context: RecordContext): Option[] {
  const kin = context.child?.care.kin ?? []
  const ids = new Set<string>(kin.filter(({ body }) => body.relation === 'home').map(({ entry }) => entry.subject))
  return kinOptions(context).filter(({ value }) => ids.has(value))
}

function decisionsForHome({ child, speech }: RecordContext): Option[] {
  return (child?.assess.decisions ?? [])
    .filter(({ made }) => made?.body.chosenTier === 4)
    .map(({ id, takenOn, until }) => ({
      value: id,
      label: speech.text('form.separation-plan.decision-of', {
        date: formatDate(takenOn, speech),
        until: formatDate(until, speech),
      }),
    }))
}

export const residentialApprovalForm: FormDefinition = {
  name: 'residential-approval',
  subject: 'child',
  title: 'action.residential-approval',
  lead: 'form.residential-approval.lead',
  kinds: [residentialApproved.name],
  fields: [
    {
      type: 'choice',
      id: 'decision',
      label: 'form.residential-approval.decision',
      help: 'form.residential-approval.decision-help',
      options: decisionsForHome,
    },
    {
      type: 'choice',
      id: 'home',
      label: 'form.residential-approval.home',
      help: 'form.residential-approval.home-help',
      options: homes,
    },
    {
      type: 'many',
      id: 'grounds',
      label: 'form.residential-approval.grounds',
      options: words('option.grounds', residentialGrounds),
    },
    { type: 'text', id: 'wayBack', label: 'form.residential-approval.way-back', isOptional: true },
    { type: 'line', id: 'whoLooksForFamily', label: 'form.residential-approval.who-looks', isOptional: true },
    {
      type: 'yes-no',
      id: 'isAdoptionOffered',
      label: 'form.residential-approval.adoption',
      help: 'form.residential-approval.adoption-help',
    },
    { type: 'day', id: 'until', label: 'form.until', help: 'form.residential-approval.until-help' },
    { type: 'text', id: 'reasons', label: 'form.residential-approval.reasons' },
  ],
  initial: (context) => ({
    decision: decisionsForHome(context).at(-1)?.value ?? '',
    home: homes(context).length === 1 ? (homes(context)[0]?.value ?? '') : '',
    until: addMonths(context.today, rulesOf(context).procedures.care.residentialReviewEvery.value),
  }),
  build: approvalEntries,
}

function approvalEntries(values: Values, context: RecordContext): EntryDraft[] {
  const home = said(values, 'home')
  return [
    act(context, {
      kind: residentialApproved.name,
      subject: context.subject.id,
      also: home === undefined ? [] : [home],
      body: {
        home: home ?? noId(context),
        decision: said(values, 'decision') ?? noId(context),
        until: day(values, 'until') ?? context.today,
        grounds: many(values, 'grounds'),
        wayBack: said(values, 'wayBack'),
        whoLooksForFamily: said(values, 'whoLooksForFamily'),
        isAdoptionOffered:
          yesOrNo(values, 'isAdoptionOffered') ?? (context.placeholder === undefined ? undefined : false),
        reasons: said(values, 'reasons') ?? context.placeholder,
      },
    }),
  ]
}
