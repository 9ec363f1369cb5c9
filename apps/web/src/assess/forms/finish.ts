// Finishing an assessment: each concern gets an action, or is passed on because it cannot be met here. That list is the most useful one
// that a ministry can have (practice.md part 2): nobody is made to tick "no concern".
import { concernsToFinish } from '@komar/domain/assess/assessment-concerns'
import { assessmentFinished } from '@komar/domain/assess/kinds'
import type { Assessment } from '@komar/domain/assess/state'
import { formatDate } from '../../i18n/format-date.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, compact, noId } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { rowsOf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'

export const finishForm: FormDefinition = {
  name: 'finish-assessment',
  subject: 'child',
  title: 'action.finish-assessment',
  lead: 'form.finish.lead',
  kinds: [assessmentFinished.name],
  fields: [
    {
      type: 'choice',
      id: 'assessment',
      label: 'form.finish.assessment',
      options: ({ child, speech }) =>
        open(child?.assess.assessments ?? []).map(({ id, started, type, sections }) => ({
          value: id,
          label: started === null ? '—' : formatDate(started, speech),
          hint: `${speech.text(`option.type.${type}`)} · ${speech.text('form.finish.sections', { count: sections.length })}`,
        })),
    },
    {
      type: 'choice',
      id: 'form',
      label: 'form.finish.form',
      isBeside: true,
      options: words('form.finish.form', ['short', 'full']),
    },
    {
      type: 'rows',
      id: 'concerns',
      label: 'form.finish.concerns',
      help: 'form.finish.concerns-help',
      rowLabel: (row, _, { speech }) =>
        `${speech.text(said(row, 'level') === 'act' ? 'concern.act' : 'concern.watch')}: ${said(row, `why-${speech.language}`) ?? said(row, 'item') ?? ''}`,
      fields: [
        { type: 'text', id: 'action', label: 'form.finish.action', isOptional: true },
        {
          type: 'line',
          id: 'passedTo',
          label: 'form.finish.passed-to',
          help: 'form.finish.passed-to-help',
          isOptional: true,
        },
      ],
    },
    { type: 'text', id: 'unsure', label: 'form.finish.unsure', isOptional: true },
  ],
  initial: (context) => {
    const assessments = open(context.child?.assess.assessments ?? [])
    const chosen = assessments.find(({ id }) => id === context.query['assessment']) ?? assessments.at(-1)
    return {
      assessment: chosen?.id ?? '',
      form: context.query['form'] ?? 'full',
      concerns: { rows: concernRows(chosen, context) },
    }
  },
  refresh: withConcerns,
  build: finishEntries,
}

function open(assessments: readonly Assessment[]): Assessment[] {
  return assessments.filter(({ finished, sections }) => finished === null && sections.length > 0)
}

/** The concerns that the answers recorded so far raise; what was typed about each stays. */
function withConcerns(values: Values, context: RecordContext): Values {
  const chosen = context.child?.assess.assessments.find(({ id }) => id === said(values, 'assessment'))
  const typed = new Map(rowsOf(values, 'concerns').map((row) => [said(row, 'key'), row]))
  const rows = concernRows(chosen, context).map((row) => ({ ...row, ...typed.get(said(row, 'key')) }))
  return { ...values, concerns: { rows } }
}

function concernRows(assessment: Assessment | undefined, context: RecordContext): Values[] {
  const whole = context.pack.questionnaires.find(({ id }) => id === assessment?.type)
  const birth = context.child?.register.birth.range
  const raised = assessment === undefined || birth === undefined ? [] : concernsToFinish(assessment, whole, birth)
  return raised.map(({ item, row, code, level, why }) => ({
    key: `${item} ${row ?? ''} ${code}`,
    item,
    level,
    'why-en': why.en,
    'why-km': why.km,
  }))
}

function finishEntries(values: Values, context: RecordContext): EntryDraft[] {
  const assessment = context.child?.assess.assessments.find(({ id }) => id === said(values, 'assessment'))
  return [
    act(context, {
      kind: assessmentFinished.name,
      subject: context.subject.id,
      body: {
        assessment: assessment?.id ?? noId(context),
        type: assessment?.type ?? (context.placeholder === undefined ? undefined : 'entry'),
        isShort: said(values, 'form') === 'short',
        concerns: rowsOf(values, 'concerns').map((row) =>
          compact({
            item: said(row, 'item'),
            level: said(row, 'level'),
            action: said(row, 'action'),
            passedTo: said(row, 'passedTo'),
          }),
        ),
        unsure: said(values, 'unsure'),
      },
    }),
  ]
}
