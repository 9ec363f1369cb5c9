// Where each missing piece of a gate is mended. A refusal is a to-do list (ui.md, principle 5): the sentence of a code is
// `gate.<code>` in the catalogues, the way to the form is here. `here` is the form that was refused itself.
import type { GateCode } from '@komar/domain/gates'
import type { RecordContext } from './context.ts'

const mends = {
  'access.agency-known': 'here',
  'access.classes-are-mine-to-grant': 'here',
  'access.notes-stay-own': 'here',
  'access.grant-ends-ahead': 'here',
  'access.grant-within-a-year': 'here',
  'access.responsible-hands-on': 'here',
  'assessment.started': 'entry-assessment',
  'assessment.section-answered': 'entry-assessment',
  'assessment.concern-has-action': 'here',
  'assessment.child-heard': 'view?whose=child',
  'assessment.mother-heard': 'view?whose=mother',
  'decision.ends-after-it-begins': 'here',
  'decision.stay-not-too-long': 'here',
  'decision.stay-within-limit': 'here',
  'interim.not-too-long': 'here',
  'interim.not-too-often': 'here',
  'interim.keeps-together': 'here',
  'overstay.not-too-long': 'here',
  'overstay.not-too-often': 'here',
  'overstay.is-a-stay': 'here',
  'overstay.may-be-past-limit': 'birth-date',
  'overstay.says-why': 'here',
  'overstay.has-dated-steps': 'here',
  'panel.has-voters': 'here',
  'panel.one-chair': 'here',
  'panel.chair-is-not-assessor': 'here',
  'panel.agencies-known': 'here',
  'panel.prison-has-no-vote': 'here',
  'panel.someone-is-for': 'here',
  'panel.state-authority-votes': 'here',
  'panel.independent-agency-votes': 'here',
  'decision.renewal-unchanged': 'here',
  'decision.option-answered': 'option',
  'decision.higher-option-excluded': 'option',
  'decision.tier-fits-outcome': 'here',
  'decision.measure-listed': 'here',
  'decision.measure-in-place': 'here',
  'decision.assessment-finished': 'entry-assessment',
  'decision.mother-heard': 'view?whose=mother',
  'decision.child-heard': 'view?whose=child',
  'declaration.decision-stands': 'here',
  'declaration.says-the-same': 'here',
  'carer.assessed': 'carer-assessment',
  'carer.approver-is-not-assessor': 'here',
  'carer.recommended': 'carer-assessment',
  'carer.sleeping-place-seen': 'carer-assessment',
  'carer.household-talked-with': 'carer-assessment',
  'carer.references': 'carer-assessment',
  'carer.support-plan': 'carer-assessment',
  'carer.final-by-state-authority': 'here',
  'carer.approval-not-too-long': 'here',
  'carer.capacity-as-assessed': 'here',
  'carer.capacity-left': 'here',
  'separation.meetings-enough': 'meeting',
  'separation.meetings-long-enough': 'meeting',
  'separation.meeting-with-mother': 'meeting',
  'separation.meeting-at-new-home': 'meeting',
  'separation.decision-to-leave': 'decision',
  'separation.decision-in-force': 'decision',
  'separation.tier-as-decided': 'here',
  'separation.carer-approved': 'carer-approval',
  'separation.carer-has-place': 'carer-approval',
  'separation.move-day-ahead': 'here',
  'separation.mother-heard': 'view?whose=mother&about=separation',
  'separation.wait-after-disagreement': 'here',
  'separation.child-heard': 'view?whose=child&about=separation',
  'separation.who-tells-child': 'here',
  'separation.words-for-child': 'here',
  'separation.feeding-plan': 'here',
  'separation.papers': 'here',
  'separation.comfort-thing': 'here',
  'separation.picture': 'here',
  'separation.siblings': 'here',
  'separation.backup-carer': 'here',
  'separation.mothers-support': 'here',
  'separation.travel': 'here',
  'separation.not-a-hard-day': 'here',
  'separation.contact-planned': 'here',
  'separation.contact-monthly': 'here',
  'separation.contact-first-in-time': 'here',
  'separation.follow-up-dated': 'here',
} as const satisfies Record<GateCode, string>

/** The address of the form that mends a piece; null when it is mended in the form that was refused. */
export function mendPath(
  code: GateCode,
  params: Readonly<Record<string, string | number>>,
  { subject, query }: Pick<RecordContext, 'subject' | 'query'>,
): string | null {
  const mend: string = mends[code]
  if (mend === 'here' || subject.type !== 'child') return null
  const [form, search = ''] = mend.split('?')
  const asked = new URLSearchParams(search)
  if (params['tier'] !== undefined) asked.set('tier', String(params['tier']))
  if (query['kin'] !== undefined) asked.set('kin', query['kin'])
  const found = asked.toString()
  return `/children/${subject.id}/record/${form ?? ''}${found === '' ? '' : `?${found}`}`
}
