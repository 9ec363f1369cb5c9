// A deadline in words, and the form with which it is met. Every code has a sentence; to a reader of an older page a newer code still
// shows its date and duty.
import type { ShownDeadline } from '@komar/contract/register'
import type { DeadlineCode } from '@komar/domain/deadline-codes'
import type { MessageId } from '../i18n/message-id.ts'
import type { Speech } from '../i18n/speech.ts'
import type { ActionName } from '../register/actions.ts'
import type { ClockState } from '../ui/state-shape.tsx'

/** With which form a deadline is met. A child's page stands for those that no single form meets. */
const mends: Record<DeadlineCode, ActionName | null> = {
  'access.agency-missing': 'allocation',
  'chronicle.correction-disputed': null,
  'register.recorded-while-merged': 'compared',
  'chronicle.stands-on-withdrawn': null,
  'law.limit': null,
  'law.limit-early': 'option',
  'law.birth-date-unsure': 'birth-date',
  'law.birth-date-missing': 'birth-date',
  'law.birth-date-change-unconfirmed': 'birth-settled',
  'register.tracing': 'tracing',
  'register.siblings-apart': 'sibling',
  'register.birth-unregistered': 'papers',
  'register.consul-mother-unasked': 'consul',
  'register.consul-told-without-leave': null,
  'care.other-parent-unheard': 'option',
  'care.outside-unattended': 'living-outside',
  'care.outside-check': 'follow-up',
  'care.outside-follow-up': 'follow-up',
  'care.host-stay-unchecked': 'host-stay',
  'assess.entry-check': 'entry-check',
  'assess.full-assessment': 'entry-assessment',
  'assess.birth-assessment': 'birth-assessment',
  'assess.recheck-after-transfer': 'transfer-check',
  'assess.decision-missing': 'decision',
  'assess.decision-running-out': 'decision',
  'assess.decision-undeclared': 'declare',
  'assess.overstay-decision-missing': 'decision',
  'assess.child-view-postponed': 'view',
  'assess.periodic': 'periodic-assessment',
  'assess.before-limit-talk': 'before-limit-assessment',
  'assess.before-limit-second-talk': 'before-limit-assessment',
  'assess.separation-readiness': 'separation-assessment',
  'assess.placement-check': 'placement-assessment',
  'assess.reunification': 'reunification-assessment',
  'assess.after-incident': 'periodic-assessment',
  'assess.sealed-concern': null,
  'access.consent-withdrawn': null,
  'access.erasure-awaits-second-agency': 'erasure-agreement',
  'assess.second-agency-awaited': 'decision',
  'assess.ministry-level-owed': 'decision',
  'assess.decision-gap': 'decision',
  'assess.review-after-change': 'decision',
  'assess.carer-not-named': 'option',
  'care.agreement-withdrawn': 'separation-plan',
  'assess.measure-owed': 'measure',
  'assess.measure-unconfirmed': 'measures',
  'assess.complaint-unanswered': 'complaint-answer',
  'assess.reprisal-look': 'reprisal-look',
  'assess.reprisal-unanswered': 'reprisal-look',
  'assess.letter-missing': 'letter',
  'assess.letter-unanswered': 'letter-answered',
  'assess.notice-missing': 'letter',
  'care.departed-without-plan': 'follow-up',
  'care.own-arrangement-visit': 'follow-up',
  'care.departure-unconfirmed': 'departure',
  'care.move-overdue': 'placement',
  'care.contact-due': 'contact',
  'care.follow-up-call': 'follow-up',
  'care.follow-up-visit': 'follow-up',
  'care.follow-up-concern': 'follow-up',
  'care.contact-stop-review': 'contact-stop',
  'care.new-plan-missing': 'separation-plan',
  'care.reunification-plan': 'reunification',
  'care.reunited-without-plan': 'follow-up',
  'care.reunion-visit': 'follow-up',
  'care.release-visit': 'follow-up',
  'care.release-pack': 'release-pack',
  'care.release-near': 'release-pack',
  'care.transfer-known-late': 'transfer-check',
  'care.leaving-care-plan': 'leaving-care',
  'care.leaving-care-review': 'leaving-care',
  'care.closed-child-needs-look': 'reopen',
  'care.death-unreported': 'death',
  'care.death-tell-outside': 'death',
  'care.death-ask-inquiry': 'death',
  'care.death-tell-closest': 'death',
  'care.death-tell-siblings': 'death',
  'care.death-review': 'death-review',
  'care.warning-signs': 'warning-answer',
  'care.approval-ending': 'carer-approval',
  'care.approval-unanswered': 'approval-asked',
  'care.support-overdue': 'support-given',
  'care.home-not-approved': 'residential-approval',
  'care.home-not-registered': 'home-inspection',
  'care.home-review': 'residential-approval',
  'care.home-inspection': 'home-inspection',
  'care.emergency-supervisor': 'emergency-told',
  'care.emergency-authority-told': 'emergency-told',
  'care.emergency-mother-told': 'emergency-told',
  'care.emergency-review': 'emergency-review',
  'care.emergency-place-ends': 'separation-plan',
  'register.gone-unrecorded': 'departure',
  'register.not-seen': null,
  'assess.child-ill': 'measures',
  'assess.child-not-eating': 'measures',
  'assess.fright-told': 'complaint',
  'assess.not-heard-freely': null,
  'wellbeing.growth-missing': 'growth',
  'wellbeing.growth-severe': 'health-signal',
  'wellbeing.arm-severe': 'health-signal',
  'wellbeing.oedema': 'health-signal',
  'wellbeing.growth-very-low': 'health-signal',
  'wellbeing.growth-faltering': 'health-signal',
  'wellbeing.growth-implausible': 'growth',
  'wellbeing.answers-severe': 'mind-signal',
  'wellbeing.answers-worse': 'mind-signal',
  'wellbeing.answers-newly-high': 'mind-signal',
  'wellbeing.answers-watch': 'mind-signal',
  'wellbeing.skill-lost': 'care-signal',
  'wellbeing.milestone-missing': 'care-signal',
  'wellbeing.carer-worry': 'care-signal',
  'wellbeing.danger-sign': 'health-signal',
  'wellbeing.tb-contact': 'contact-seen',
  'wellbeing.tb-preventive': 'contact-seen',
  'wellbeing.vaccine-overdue': 'immunisation',
  'wellbeing.referral-open': 'health-referral-followed',
  'wellbeing.injury-not-walking': 'safety-signal',
  'wellbeing.hospital-stopped': 'safety-signal',
  'wellbeing.possible-harm': 'possible-harm-answer',
  'wellbeing.school-missing': 'school',
  'wellbeing.school-behind': 'care-signal',
}

// The names above, so that Today does not load the rules from which deadlines follow.
const knownCodes = Object.keys(mends) as DeadlineCode[]

function knownCode(code: string): DeadlineCode | undefined {
  return knownCodes.find((known) => known === code)
}

/** The form that meets it, or null. */
export function mendOf(deadline: Pick<ShownDeadline, 'code'>): ActionName | null {
  const code = knownCode(deadline.code)
  return code === undefined ? null : mends[code]
}

/** The part of the child's page that shows what can be done, for what no form of the reader meets. */
export function partOf({ code }: Pick<ShownDeadline, 'code'>): { hash: string; label: MessageId } {
  return code === 'law.limit'
    ? { hash: 'ways-out', label: 'deadline.to-ways-out' }
    : { hash: 'deadlines', label: 'deadline.to-child' }
}

/** `state` is left out where one sentence stands for several. */
type Said = Pick<ShownDeadline, 'code' | 'params'> & { state?: ShownDeadline['state'] }

/** One plain sentence: what is so, and what is to be done. */
export function sayDeadline(deadline: Said, { text }: Pick<Speech, 'text'>): string {
  const { code, params, state } = deadline
  const known = knownCode(code)
  if (known === 'law.limit' && state === 'breach') return text('deadline.limit-past')
  if (known === 'law.limit' && state === 'overdue') return text('deadline.limit-maybe-past')
  const sentence = known === undefined ? text('deadline.state.open') : text(`deadline.${known}`)
  const measure = sayMeasureNumber({ params }, { text })
  return measure === null ? sentence : text('deadline.with-measure', { sentence, measure })
}

/** Which special measure it is about; null when it is about none. */
export function sayMeasureNumber(
  { params }: Pick<ShownDeadline, 'params'>,
  { text }: Pick<Speech, 'text'>,
): string | null {
  const number = params['measure']
  return number === undefined ? null : text('deadline.measure-number', { number })
}

export const deadlineStateWords = {
  'not-yet': 'deadline.state.not-yet',
  open: 'deadline.state.open',
  'due-soon': 'deadline.state.due-soon',
  overdue: 'deadline.state.overdue',
  breach: 'deadline.state.breach',
} as const satisfies Record<ShownDeadline['state'], MessageId>

/** The shape and colour of a state: the same signs as the law's clock has. */
export const deadlineShapes = {
  'not-yet': 'unknown',
  open: 'within',
  'due-soon': 'approaching',
  overdue: 'may-be-past',
  breach: 'past',
} as const satisfies Record<ShownDeadline['state'], ClockState>

const dutyWords: Readonly<Record<string, MessageId>> = {
  prison: 'duty.prison',
  'social-affairs': 'duty.social-affairs',
  both: 'duty.both',
  health: 'duty.health',
  justice: 'duty.justice',
}

/** Who owes it: an institution, never a person. */
export function sayDuty(duty: string, { text }: Speech): string {
  const id = dutyWords[duty]
  return id === undefined ? duty : text(id)
}
