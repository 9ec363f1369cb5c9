// Illness, exposure and what a clinician found, being sent on for care, functioning, feeding; and of a pregnant woman the antenatal visit
// and how the pregnancy ended.
import {
  contactAssessed,
  contactFindings,
  difficulties,
  diseases,
  exposureStated,
  feedings,
  feedingStated,
} from '@komar/domain/wellbeing/health-kinds'
import {
  functioningStated,
  functions,
  illnesses,
  illnessRecorded,
  preventives,
  referralFollowed,
} from '@komar/domain/wellbeing/health-kinds'
import { referralMade, referralResults, treatedWhere } from '@komar/domain/wellbeing/health-kinds'
import {
  antenatalVisited,
  pregnancyResulted,
  pregnancyResults,
  testResults,
} from '@komar/domain/wellbeing/mother-kinds'
import { sayOption } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { rowsOf, said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { dangerField } from './growth.ts'
import { outside } from './outside.ts'

const seenAgain: FieldKind = { type: 'day', id: 'seenAgainOn', label: 'field.seenAgainOn', isOptional: true }
const tail = [wordsField, ...basisFields]

export const illnessForm: FormDefinition = factForm({
  name: 'illness',
  subject: 'child',
  title: 'action.illness',
  kind: illnessRecorded.name,
  fields: [
    occurredField,
    { type: 'choice', id: 'illness', label: 'field.illness', options: words('option.illness', illnesses) },
    dangerField(),
    {
      type: 'choice',
      id: 'treatedWhere',
      label: 'field.treatedWhere',
      options: words('option.treatedWhere', treatedWhere),
    },
    { type: 'text', id: 'treatment', label: 'field.treatment', isOptional: true },
    seenAgain,
    ...tail,
  ],
})

export const exposureForm: FormDefinition = factForm({
  name: 'exposure',
  subject: 'child',
  title: 'action.exposure',
  lead: 'form.exposure.lead',
  kind: exposureStated.name,
  fields: [
    { type: 'choice', id: 'disease', label: 'field.disease', options: words('option.disease', diseases) },
    {
      type: 'choice',
      id: 'nearness',
      label: 'field.nearness',
      options: words('option.nearness', ['same-bed', 'same-room', 'same-day-room', 'unknown']),
    },
    {
      type: 'choice',
      id: 'exposedTo',
      label: 'field.exposedTo',
      options: words('option.exposedTo', ['mother', 'other-adult', 'other-child', 'unknown']),
    },
    { type: 'date', id: 'since', label: 'field.since', isOptional: true },
    { ...occurredField, label: 'form.exposure.occurred' },
    ...tail,
  ],
})

function exposures({ child, speech }: RecordContext): Option[] {
  return (child?.wellbeing.exposures ?? []).map(({ id, entry, body }) => ({
    value: id,
    label: sayOption('disease', body.disease, speech),
    hint: formatEdtf(entry.occurred, speech),
  }))
}

export const contactSeenForm: FormDefinition = factForm({
  name: 'contact-seen',
  subject: 'child',
  title: 'action.contact-seen',
  kind: contactAssessed.name,
  fields: [
    {
      type: 'choice',
      id: 'exposure',
      label: 'form.contact-seen.exposure',
      options: exposures,
      elsewhere: { form: 'exposure', label: 'action.exposure' },
    },
    occurredField,
    {
      type: 'choice',
      id: 'contactFinding',
      label: 'field.contactFinding',
      options: words('option.contactFinding', contactFindings),
    },
    { type: 'choice', id: 'preventive', label: 'field.preventive', options: words('option.preventive', preventives) },
    ...tail,
  ],
  initial: (context) => ({ occurred: context.today, exposure: exposures(context).at(-1)?.value ?? '' }),
})

export const referralForm: FormDefinition = factForm({
  name: 'health-referral',
  subject: 'child',
  title: 'action.health-referral',
  kind: referralMade.name,
  fields: [
    { type: 'line', id: 'referredTo', label: 'field.referredTo' },
    { type: 'line', id: 'referredFor', label: 'field.referredFor' },
    { type: 'day', id: 'by', label: 'form.health-referral.by' },
    occurredField,
    ...tail,
  ],
})

function openReferrals({ child, speech }: RecordContext): Option[] {
  return (child?.wellbeing.referrals ?? []).map(({ id, entry, body }) => ({
    value: id,
    label: body.referredTo,
    hint: formatEdtf(entry.occurred, speech),
  }))
}

export const referralFollowedForm: FormDefinition = factForm({
  name: 'health-referral-followed',
  subject: 'child',
  title: 'action.health-referral-followed',
  kind: referralFollowed.name,
  fields: [
    {
      type: 'choice',
      id: 'referral',
      label: 'form.health-referral.which',
      options: openReferrals,
      elsewhere: { form: 'health-referral', label: 'action.health-referral' },
    },
    {
      type: 'choice',
      id: 'referralResult',
      label: 'field.referralResult',
      options: words('option.referralResult', referralResults),
    },
    occurredField,
    ...tail,
  ],
  initial: (context) => ({ occurred: context.today, referral: openReferrals(context).at(-1)?.value ?? '' }),
})

export const functioningForm: FormDefinition = {
  name: 'functioning',
  subject: 'child',
  title: 'action.functioning',
  lead: 'form.functioning.lead',
  kinds: [functioningStated.name],
  fields: [
    {
      type: 'rows',
      id: 'functioning',
      label: 'field.functioning',
      rowLabel: (row, _, { speech }) => sayOption('domain', said(row, 'domain') ?? '', speech),
      fields: [
        {
          type: 'choice',
          id: 'difficulty',
          label: 'form.functioning.difficulty',
          isBeside: true,
          isOptional: true,
          options: words('option.difficulty', difficulties),
        },
      ],
    },
    { type: 'line', id: 'aids', label: 'field.aids', isOptional: true },
    occurredField,
    ...tail,
  ],
  initial: ({ today }) => ({ occurred: today, functioning: { rows: functions.map((domain) => ({ domain })) } }),
  build: (values, { subject }) => [
    fact(values, {
      kind: functioningStated.name,
      subject: subject.id,
      body: {
        functioning: rowsOf(values, 'functioning').flatMap((row) => {
          const [domain, difficulty] = [said(row, 'domain'), said(row, 'difficulty')]
          return difficulty === undefined ? [] : [{ domain, difficulty }]
        }),
        aids: said(values, 'aids'),
        words: said(values, 'words'),
      },
    }),
  ],
}

export const feedingForm: FormDefinition = factForm({
  name: 'feeding',
  subject: 'child',
  title: 'action.feeding',
  kind: feedingStated.name,
  fields: [
    occurredField,
    { type: 'choice', id: 'feeding', label: 'field.feeding', options: words('option.feeding', feedings) },
    { type: 'count', id: 'mealsYesterday', label: 'field.mealsYesterday', isOptional: true },
    { type: 'line', id: 'otherMilk', label: 'field.otherMilk', isOptional: true },
    { type: 'yes-no', id: 'isHungry', label: 'field.isHungry', isOptional: true },
    ...tail,
  ],
  rules: (values) => [outside(values, 'mealsYesterday', [0, 20], 'form.feeding.meals-range')],
})

function tested(id: 'hivTest' | 'syphilisTest'): FieldKind {
  const label = id === 'hivTest' ? 'field.hivTest' : 'field.syphilisTest'
  return { type: 'select', id, label, isOptional: true, options: words(`option.${id}`, testResults) }
}

const ofPregnantWoman = [
  'bleeding',
  'headache-and-swelling',
  'fits',
  'no-movement',
  'fever',
  'fast-breathing',
  'vomits-everything',
  'very-sleepy',
] as const

export const antenatalForm: FormDefinition = factForm({
  name: 'antenatal',
  subject: 'carer',
  title: 'action.antenatal',
  lead: 'form.antenatal.lead',
  kind: antenatalVisited.name,
  fields: [
    occurredField,
    { type: 'count', id: 'gestationWeeks', label: 'field.gestationWeeks', isOptional: true },
    dangerField(ofPregnantWoman),
    { type: 'line', id: 'bloodPressure', label: 'field.bloodPressure', isOptional: true },
    tested('hivTest'),
    tested('syphilisTest'),
    { type: 'line', id: 'birthPlan', label: 'field.birthPlan', help: 'form.antenatal.plan-help', isOptional: true },
    seenAgain,
    ...tail,
  ],
  rules: (values) => [outside(values, 'gestationWeeks', [3, 45], 'form.antenatal.weeks-range')],
  more: (_, { carer }) => ({ pregnancy: carer?.openPregnancies.at(-1)?.id }),
})

export const pregnancyResultForm: FormDefinition = factForm({
  name: 'pregnancy-result',
  subject: 'carer',
  title: 'action.pregnancy-result',
  lead: 'form.pregnancy-result.lead',
  kind: pregnancyResulted.name,
  fields: [
    occurredField,
    {
      type: 'choice',
      id: 'pregnancyResult',
      label: 'field.pregnancyResult',
      options: words('option.pregnancyResult', pregnancyResults),
    },
    { type: 'text', id: 'careAfter', label: 'field.careAfter', isOptional: true },
    ...tail,
  ],
  more: (_, { carer }) => ({ pregnancy: carer?.openPregnancies.at(-1)?.id }),
})
