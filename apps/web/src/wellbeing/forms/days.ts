// School, diary, losses, friends, and a specialist's session.
import { yesNoUnknown } from '@komar/domain/wellbeing/answers'
import {
  attendances,
  diaryTags,
  diaryWritten,
  friendsStated,
  losses,
  lossStated,
  schoolStated,
  tones,
} from '@komar/domain/wellbeing/life-kinds'
import { sessionHeld, sessionTypes } from '@komar/domain/wellbeing/session-kinds'
import { formatNumber } from '../../i18n/format-number.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { count, day, isTicked, rowsOf, said } from '../../record/values.ts'

const tail = [wordsField, ...basisFields]

function yesNo(id: 'isTeased' | 'hasFriend' | 'friendsInside' | 'isChildTold', isOptional = true): FieldKind {
  return {
    type: 'choice',
    id,
    label: `field.${id}`,
    isBeside: true,
    isOptional,
    options: words(`option.${id}`, yesNoUnknown),
  }
}

export const schoolForm: FormDefinition = factForm({
  name: 'school',
  subject: 'child',
  title: 'action.school',
  kind: schoolStated.name,
  fields: [
    occurredField,
    { type: 'yes-no', id: 'isAtSchool', label: 'field.isAtSchool' },
    {
      type: 'count',
      id: 'grade',
      label: 'field.grade',
      help: 'form.school.grade-help',
      isOptional: true,
      when: (values) => said(values, 'isAtSchool') === 'yes',
    },
    {
      type: 'choice',
      id: 'attendance',
      label: 'field.attendance',
      isOptional: true,
      options: words('option.attendance', attendances),
      when: (values) => said(values, 'isAtSchool') === 'yes',
    },
    { ...yesNo('isTeased'), when: (values) => said(values, 'isAtSchool') === 'yes' },
    { type: 'text', id: 'schoolHelp', label: 'field.schoolHelp', isOptional: true },
    {
      type: 'line',
      id: 'notAtSchool',
      label: 'field.notAtSchool',
      isOptional: true,
      when: (values) => said(values, 'isAtSchool') === 'no',
    },
    ...tail,
  ],
  rules: (values) => [
    { field: 'grade', message: 'form.school.grade-range', isBroken: (count(values, 'grade') ?? 0) > 12 },
  ],
})

export const diaryForm: FormDefinition = factForm({
  name: 'diary',
  subject: 'child',
  title: 'action.diary',
  lead: 'form.diary.lead',
  kind: diaryWritten.name,
  fields: [
    { ...occurredField, label: 'form.diary.occurred' },
    { type: 'choice', id: 'tone', label: 'field.tone', isBeside: true, options: words('option.tone', tones) },
    {
      type: 'many',
      id: 'tags',
      label: 'field.tags',
      isBeside: true,
      isOptional: true,
      options: words('option.tags', diaryTags),
    },
    { type: 'text', id: 'words', label: 'form.diary.words', isOptional: true },
    ...basisFields,
  ],
  initial: ({ today }) => ({ occurred: today, basis: 'told' }),
})

export const lossForm: FormDefinition = factForm({
  name: 'loss',
  subject: 'child',
  title: 'action.loss',
  lead: 'form.loss.lead',
  kind: lossStated.name,
  fields: [
    occurredField,
    { type: 'choice', id: 'lossOf', label: 'field.lossOf', options: words('option.lossOf', losses) },
    yesNo('isChildTold', false),
    { type: 'text', id: 'howChildIs', label: 'field.howChildIs', isOptional: true },
    ...tail,
  ],
})

export const friendsForm: FormDefinition = factForm({
  name: 'friends',
  subject: 'child',
  title: 'action.friends',
  kind: friendsStated.name,
  fields: [occurredField, yesNo('hasFriend', false), yesNo('friendsInside'), ...tail],
})

export const sessionForm: FormDefinition = {
  name: 'session',
  subject: 'child',
  title: 'action.session',
  lead: 'form.session.lead',
  kinds: [sessionHeld.name],
  fields: [
    { ...occurredField, label: 'form.session.occurred' },
    {
      type: 'choice',
      id: 'sessionType',
      label: 'field.sessionType',
      options: words('option.sessionType', sessionTypes),
    },
    {
      type: 'rows',
      id: 'sections',
      label: 'field.sections',
      add: 'form.session.add',
      rowLabel: (_, index, { speech }) =>
        speech.text('form.session.section', { number: formatNumber(index + 1, speech) }),
      fields: [
        { type: 'line', id: 'heading', label: 'form.session.heading' },
        { type: 'text', id: 'words', label: 'form.session.words' },
        { type: 'tick', id: 'isShareable', label: 'form.session.shareable', help: 'form.session.shareable-help' },
      ],
    },
    { type: 'day', id: 'nextSessionOn', label: 'field.nextSessionOn', isOptional: true },
  ],
  initial: ({ today }) => ({ occurred: today, basis: 'seen', sections: { rows: [{}] } }),
  rules: (values) => [
    { field: 'sections', message: 'form.session.empty', isBroken: rowsOf(values, 'sections').length === 0 },
  ],
  build: (values, { subject }) => [
    fact(values, {
      kind: sessionHeld.name,
      subject: subject.id,
      body: {
        sessionType: said(values, 'sessionType'),
        sections: rowsOf(values, 'sections').map((row) => ({
          heading: said(row, 'heading'),
          words: said(row, 'words'),
          isShareable: isTicked(row, 'isShareable'),
        })),
        nextSessionOn: day(values, 'nextSessionOn'),
      },
    }),
  ],
}
