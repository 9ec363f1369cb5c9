// What can be recorded about a child, the one list of it: each form by name, the kinds that it writes, and its words. Who may follows
// from the policy of the domain: a class that the role writes, and the roles that a kind is narrowed to. The host decides again.
import type { AccessClass } from '@komar/domain/access/classes'
import type { Role } from '@komar/domain/access/roles'
import { kindNamed } from '@komar/domain/kinds'
import type { MessageId } from '../i18n/message-id.ts'
import { holdsRulesOfTheWork, needsRulesOfTheWork } from '../policy/rules-held.ts'

/** The headings of the menu, in the order of the work. */
export const recordGroups = ['who', 'assess', 'decide', 'care', 'after', 'wellbeing', 'safety', 'access'] as const
export type RecordGroup = (typeof recordGroups)[number]

export type RecordAction = {
  /** The last part of the form's address: /children/$id/record/<name>. */
  name: string
  /** Its heading in a child's menu, which is long; the other menus have none. */
  group?: RecordGroup
  label: MessageId
  /** The kinds that the form writes: all of them, unless `any` says that one is enough. */
  kinds: readonly string[]
  any?: true
}

const answered = ['assess.care-answered', 'assess.custody-answered', 'assess.conditions-answered']
const careOrHealth = ['assess.care-answered', 'assess.health-answered', 'assess.legal-answered']
const careOrLaw = ['assess.care-answered', 'assess.legal-answered']
const careOrMind = ['assess.care-answered', 'assess.psychology-answered']
const careOrMore = [...careOrLaw, 'assess.health-answered', 'assess.psychology-answered']

export const recordActions = [
  { name: 'arrival', group: 'who', label: 'action.arrival', kinds: ['register.arrival-explained'] },
  { name: 'choice', group: 'who', label: 'action.choice', kinds: ['register.choice-explained'] },
  { name: 'birth-date', group: 'who', label: 'action.birth-date', kinds: ['register.birth-stated'] },
  { name: 'birth-settled', group: 'who', label: 'action.birth-settled', kinds: ['register.birth-settled'] },
  { name: 'papers', group: 'who', label: 'action.papers', kinds: ['register.papers-stated'] },
  { name: 'consul', group: 'who', label: 'action.consul', kinds: ['register.consul-asked'] },
  { name: 'sibling', group: 'who', label: 'action.sibling', kinds: ['register.sibling-stated'] },
  { name: 'contact-lost', group: 'who', label: 'action.contact-lost', kinds: ['register.contact-lost-stated'] },
  { name: 'tracing', group: 'who', label: 'action.tracing', kinds: ['register.tracing-tried'] },
  { name: 'compared', group: 'who', label: 'action.compared', kinds: ['register.looked-alike'] },
  { name: 'same-child', group: 'who', label: 'action.same-child', kinds: ['register.merged'] },
  { name: 'living-outside', group: 'who', label: 'action.living-outside', kinds: ['register.living-outside-stated'] },
  { name: 'host-stay', group: 'care', label: 'action.host-stay', kinds: ['register.host-stay-stated'] },
  {
    name: 'transfer',
    group: 'who',
    label: 'action.transfer',
    kinds: ['register.residence-began', 'register.custody-began'],
  },
  { name: 'departure', group: 'who', label: 'action.departure', kinds: ['register.residence-ended'] },
  { name: 'died', group: 'who', label: 'action.died', kinds: ['register.died'] },
  { name: 'entry-check', group: 'assess', label: 'action.entry-check', kinds: answered, any: true },
  { name: 'entry-assessment', group: 'assess', label: 'action.assessment', kinds: ['assess.care-answered'] },
  { name: 'birth-assessment', group: 'assess', label: 'action.birth-assessment', kinds: careOrHealth, any: true },
  { name: 'periodic-assessment', group: 'assess', label: 'action.periodic-assessment', kinds: careOrMore, any: true },
  {
    name: 'before-limit-assessment',
    group: 'assess',
    label: 'action.before-limit-assessment',
    kinds: careOrLaw,
    any: true,
  },
  {
    name: 'finish-assessment',
    group: 'assess',
    label: 'action.finish-assessment',
    kinds: ['assess.assessment-finished'],
  },
  { name: 'do-not-ask', group: 'assess', label: 'action.do-not-ask', kinds: ['assess.do-not-ask-flagged'] },
  { name: 'wave', group: 'access', label: 'action.wave', kinds: ['assess.wave-set'] },
  { name: 'view', group: 'assess', label: 'action.view', kinds: ['assess.view-heard'] },
  { name: 'circumstance', group: 'decide', label: 'action.circumstance', kinds: ['assess.circumstance-stated'] },
  {
    name: 'recommendation',
    group: 'decide',
    label: 'action.recommendation',
    kinds: ['assess.recommendation-made'],
  },
  { name: 'decision', group: 'decide', label: 'action.decision', kinds: ['assess.decision-made'] },
  { name: 'declare', group: 'decide', label: 'action.declare', kinds: ['assess.decision-declared'] },
  { name: 'measures', group: 'decide', label: 'action.measures', kinds: ['assess.measure-confirmed'] },
  { name: 'measure', group: 'decide', label: 'action.measure', kinds: ['assess.measure-confirmed'] },
  { name: 'letter', group: 'decide', label: 'action.letter', kinds: ['assess.letter-sent'] },
  { name: 'letter-received', group: 'decide', label: 'action.letter-received', kinds: ['assess.letter-acknowledged'] },
  { name: 'letter-answered', group: 'decide', label: 'action.letter-answered', kinds: ['assess.letter-answered'] },
  { name: 'care-letter', group: 'care', label: 'action.care-letter', kinds: ['assess.care-letter-sent'] },
  { name: 'kin', group: 'care', label: 'action.kin', kinds: ['register.kin-registered'] },
  { name: 'option', group: 'care', label: 'action.option', kinds: ['care.option-explored'] },
  { name: 'carer-assessment', group: 'care', label: 'action.carer-assessment', kinds: ['care.carer-assessed'] },
  { name: 'carer-approval', group: 'care', label: 'action.carer-approval', kinds: ['care.carer-approved'] },
  { name: 'household', group: 'care', label: 'action.household', kinds: ['care.household-stated'] },
  { name: 'support-plan', group: 'care', label: 'action.support-plan', kinds: ['care.support-planned'] },
  { name: 'support-given', group: 'care', label: 'action.support-given', kinds: ['care.support-given'] },
  { name: 'approval-asked', group: 'care', label: 'action.approval-asked', kinds: ['care.approval-asked'] },
  { name: 'match', group: 'care', label: 'action.match', kinds: ['care.matched'] },
  { name: 'home-inspection', group: 'care', label: 'action.home-inspection', kinds: ['care.home-inspected'] },
  {
    name: 'residential-approval',
    group: 'care',
    label: 'action.residential-approval',
    kinds: ['care.residential-approved'],
  },
  { name: 'emergency', group: 'safety', label: 'action.emergency', kinds: ['care.emergency-ordered'] },
  { name: 'emergency-told', group: 'safety', label: 'action.emergency-told', kinds: ['care.emergency-told'] },
  { name: 'emergency-review', group: 'safety', label: 'action.emergency-review', kinds: ['care.emergency-reviewed'] },
  { name: 'warning-signs', group: 'safety', label: 'action.warning-signs', kinds: ['care.warning-signs-seen'] },
  { name: 'warning-answer', group: 'safety', label: 'action.warning-answer', kinds: ['care.warning-signs-answered'] },
  {
    name: 'separation-assessment',
    group: 'care',
    label: 'action.separation-assessment',
    kinds: ['assess.care-answered'],
  },
  { name: 'placement-assessment', group: 'care', label: 'action.placement-assessment', kinds: careOrMind, any: true },
  { name: 'meeting', group: 'care', label: 'action.meeting', kinds: ['care.meeting-held'] },
  { name: 'separation-plan', group: 'care', label: 'action.separation-plan', kinds: ['care.separation-planned'] },
  { name: 'placement', group: 'care', label: 'action.placement', kinds: ['care.placement-began'] },
  {
    name: 'reunification-assessment',
    group: 'after',
    label: 'action.reunification-assessment',
    kinds: careOrMind,
    any: true,
  },
  { name: 'contact', group: 'after', label: 'action.contact', kinds: ['care.contact-held'] },
  { name: 'follow-up', group: 'after', label: 'action.follow-up', kinds: ['care.follow-up-done'] },
  { name: 'need-level', group: 'after', label: 'action.need-level', kinds: ['care.need-level-set'] },
  { name: 'contact-stop', group: 'after', label: 'action.contact-stop', kinds: ['care.contact-stopped'] },
  { name: 'placement-end', group: 'after', label: 'action.placement-end', kinds: ['care.placement-ended'] },
  { name: 'release-pack', group: 'after', label: 'action.release-pack', kinds: ['care.release-pack-stated'] },
  { name: 'transfer-check', group: 'after', label: 'action.transfer-check', kinds: ['care.transfer-checked'] },
  { name: 'reunification', group: 'after', label: 'action.reunification', kinds: ['care.reunification-planned'] },
  { name: 'reunited', group: 'after', label: 'action.reunited', kinds: ['care.reunited'] },
  { name: 'leaving-care', group: 'after', label: 'action.leaving-care', kinds: ['care.leaving-care-planned'] },
  { name: 'story', group: 'after', label: 'action.story', kinds: ['care.story-shared'] },
  { name: 'close', group: 'after', label: 'action.close', kinds: ['care.closed'] },
  { name: 'reopen', group: 'after', label: 'action.reopen', kinds: ['care.reopened'] },
  { name: 'death', group: 'safety', label: 'action.death', kinds: ['care.death-reported'] },
  { name: 'death-review', group: 'safety', label: 'action.death-review', kinds: ['care.death-reviewed'] },
  { name: 'complaint', group: 'safety', label: 'action.complaint', kinds: ['assess.complaint-made'] },
  { name: 'complaint-answer', group: 'safety', label: 'action.complaint-answer', kinds: ['assess.complaint-answered'] },
  { name: 'reprisal-look', group: 'safety', label: 'action.reprisal-look', kinds: ['assess.reprisal-seen'] },
  { name: 'drawing', group: 'assess', label: 'action.drawing', kinds: ['assess.drawing-kept'] },
  { name: 'memory-picture', group: 'care', label: 'action.memory-picture', kinds: ['care.memory-picture-kept'] },
  { name: 'allocation', group: 'access', label: 'action.allocation', kinds: ['access.allocated'] },
  { name: 'consent', group: 'access', label: 'action.consent', kinds: ['access.consent-stated'] },
  { name: 'grant', group: 'access', label: 'action.grant', kinds: ['access.granted'] },
  { name: 'own-copy', group: 'access', label: 'action.own-copy', kinds: ['sharing.own-copy-asked'] },
  { name: 'erasure', group: 'access', label: 'action.erasure', kinds: ['access.erasure-asked'] },
  { name: 'erasure-agreement', group: 'access', label: 'action.erasure-agreement', kinds: ['access.erasure-agreed'] },
  { name: 'growth', group: 'wellbeing', label: 'action.growth', kinds: ['wellbeing.growth-measured'] },
  { name: 'immunisation', group: 'wellbeing', label: 'action.immunisation', kinds: ['wellbeing.immunisation-stated'] },
  { name: 'vaccine-card', group: 'wellbeing', label: 'action.vaccine-card', kinds: ['wellbeing.vaccine-card-stated'] },
  { name: 'illness', group: 'wellbeing', label: 'action.illness', kinds: ['wellbeing.illness-recorded'] },
  { name: 'exposure', group: 'wellbeing', label: 'action.exposure', kinds: ['wellbeing.exposure-stated'] },
  { name: 'contact-seen', group: 'wellbeing', label: 'action.contact-seen', kinds: ['wellbeing.contact-assessed'] },
  { name: 'health-referral', group: 'wellbeing', label: 'action.health-referral', kinds: ['wellbeing.referral-made'] },
  {
    name: 'health-referral-followed',
    group: 'wellbeing',
    label: 'action.health-referral-followed',
    kinds: ['wellbeing.referral-followed'],
  },
  { name: 'newborn', group: 'wellbeing', label: 'action.newborn', kinds: ['wellbeing.newborn-checked'] },
  { name: 'birth-facts', group: 'wellbeing', label: 'action.birth-facts', kinds: ['wellbeing.birth-facts-stated'] },
  { name: 'feeding', group: 'wellbeing', label: 'action.feeding', kinds: ['wellbeing.feeding-stated'] },
  { name: 'functioning', group: 'wellbeing', label: 'action.functioning', kinds: ['wellbeing.functioning-stated'] },
  { name: 'development', group: 'wellbeing', label: 'action.development', kinds: ['wellbeing.development-observed'] },
  {
    name: 'development-clinic',
    group: 'wellbeing',
    label: 'action.development-clinic',
    kinds: ['wellbeing.development-examined'],
  },
  { name: 'instrument', group: 'wellbeing', label: 'action.instrument', kinds: ['wellbeing.instrument-answered'] },
  { name: 'session', group: 'wellbeing', label: 'action.session', kinds: ['wellbeing.session-held'] },
  { name: 'school', group: 'wellbeing', label: 'action.school', kinds: ['wellbeing.school-stated'] },
  { name: 'diary', group: 'wellbeing', label: 'action.diary', kinds: ['wellbeing.diary-written'] },
  { name: 'diary-entrust', group: 'wellbeing', label: 'action.diary-entrust', kinds: ['wellbeing.diary-entrusted'] },
  { name: 'loss', group: 'wellbeing', label: 'action.loss', kinds: ['wellbeing.loss-stated'] },
  { name: 'friends', group: 'wellbeing', label: 'action.friends', kinds: ['wellbeing.friends-stated'] },
  {
    name: 'health-signal',
    group: 'wellbeing',
    label: 'action.health-signal',
    kinds: ['wellbeing.health-signal-closed'],
  },
  { name: 'care-signal', group: 'wellbeing', label: 'action.care-signal', kinds: ['wellbeing.care-signal-closed'] },
  {
    name: 'mind-signal',
    group: 'wellbeing',
    label: 'action.mind-signal',
    kinds: ['wellbeing.psychology-signal-closed'],
  },
  { name: 'injury', group: 'safety', label: 'action.injury', kinds: ['wellbeing.injury-seen'] },
  {
    name: 'hospital-stopped',
    group: 'safety',
    label: 'action.hospital-stopped',
    kinds: ['wellbeing.hospital-stopped'],
  },
  { name: 'possible-harm', group: 'safety', label: 'action.possible-harm', kinds: ['wellbeing.harm-suspected'] },
  {
    name: 'possible-harm-answer',
    group: 'safety',
    label: 'action.possible-harm-answer',
    kinds: ['wellbeing.harm-answered'],
  },
  {
    name: 'safety-signal',
    group: 'safety',
    label: 'action.safety-signal',
    kinds: ['wellbeing.safeguarding-signal-closed'],
  },
  { name: 'note', group: 'who', label: 'action.note', kinds: ['register.note-written'] },
  { name: 'voice-note', group: 'who', label: 'action.voice-note', kinds: ['register.voice-note-kept'] },
] as const satisfies readonly (RecordAction & { group: RecordGroup })[]

export type ActionName = (typeof recordActions)[number]['name']

/** Who is asked about: the roles someone holds, the classes that these write, and the country by whose rules it is done. */
export type Writer = { roles: readonly Role[]; mayWrite: readonly AccessClass[]; host: { country: string } }

/** Whether these roles write entries of a kind at all, and the country's rules have it; on which child, the circles say. */
export function mayRecordKind(writer: Writer, name: string): boolean {
  return isHeldHere(writer, name) && mayRoleRecord(writer, name)
}

/** Whether the rules of the host's country say by what a kind of entry is asked or decided, or it needs none. */
export function isHeldHere({ host }: Pick<Writer, 'host'>, name: string): boolean {
  return holdsRulesOfTheWork(host.country) || !needsRulesOfTheWork(name)
}

function mayRoleRecord(writer: Writer, name: string): boolean {
  const kind = kindNamed(name)
  if (kind === undefined || kind.retired || !writer.mayWrite.includes(kind.class)) return false
  return kind.roles === undefined || kind.roles.some((role) => writer.roles.includes(role))
}

export function mayDo(writer: Writer, action: RecordAction): boolean {
  const may = (name: string): boolean => mayRecordKind(writer, name)
  return action.any ? action.kinds.some(may) : action.kinds.every(may)
}

/** The forms that someone may fill in about a child. */
export function actionsFor(writer: Writer): RecordAction[] {
  return recordActions.filter((action) => mayDo(writer, action))
}

/** The forms about nobody yet, which bring a child or a carer into the register: /record/<name>. */
export const registerChild = {
  name: 'register-child',
  label: 'children.register',
  kinds: ['register.child-registered', 'register.residence-began', 'register.arrival-explained'],
} as const satisfies RecordAction

export const registerPrison = {
  name: 'register-prison',
  label: 'facilities.register',
  kinds: ['register.facility-registered'],
} as const satisfies RecordAction

export const registerCarer = {
  name: 'register-carer',
  label: 'carers.register',
  kinds: ['register.carer-registered', 'register.custody-began'],
} as const satisfies RecordAction

export const carerActions = [
  { ...registerChild, name: 'arrival', label: 'action.child-comes-in' },
  { name: 'arrival', label: 'form.arrival.title', kinds: ['register.child-registered', 'register.arrival-explained'] },
  { name: 'transfer', label: 'action.transfer', kinds: ['register.custody-began', 'register.residence-began'] },
  { name: 'birth', label: 'action.birth', kinds: ['register.pregnancy-ended', 'register.child-registered'] },
  { name: 'transfer-notice', label: 'action.transfer-notice', kinds: ['register.transfer-announced'] },
  { name: 'pregnancy', label: 'action.pregnancy', kinds: ['register.pregnancy-recorded'] },
  { name: 'pregnancy-ended', label: 'action.pregnancy-ended', kinds: ['register.pregnancy-ended'] },
  {
    name: 'pregnancy-origin',
    label: 'action.pregnancy-origin',
    kinds: ['register.pregnancy-origin-stated'],
  },
  {
    name: 'left-outside',
    label: 'action.left-outside',
    kinds: ['register.child-registered', 'register.living-outside-stated'],
  },
  { name: 'described', label: 'action.described', kinds: ['register.carer-described'] },
  {
    name: 'own-record',
    label: 'action.own-record',
    kinds: ['register.child-registered', 'register.carer-is-child-stated'],
  },
  { name: 'held', label: 'action.held', kinds: ['register.custody-began'] },
  { name: 'custody', label: 'action.custody', kinds: ['register.custody-changed'] },
  { name: 'release', label: 'action.release', kinds: ['register.custody-ended'] },
  { name: 'complaint', label: 'action.complaint', kinds: ['assess.complaint-made'] },
  { name: 'antenatal', label: 'action.antenatal', kinds: ['wellbeing.antenatal-visited'] },
  { name: 'pregnancy-result', label: 'action.pregnancy-result', kinds: ['wellbeing.pregnancy-resulted'] },
] as const satisfies readonly RecordAction[]

/** The page of a round: /facilities/$id/visit. */
export const visitAction = {
  name: 'visit',
  label: 'action.visit',
  kinds: ['conditions.round-made', 'register.child-looked-for'],
} as const satisfies RecordAction

export const facilityActions = [
  { name: 'census', label: 'action.census', kinds: ['register.census-taken'] },
  { name: 'programme', label: 'action.programme', kinds: ['conditions.programme-stated'] },
  { name: 'advice', label: 'action.advice', kinds: ['sharing.advice-given'] },
  { name: 'advice-answered', label: 'action.advice-answered', kinds: ['sharing.advice-answered'] },
  { name: 'advice-followed', label: 'action.advice-followed', kinds: ['sharing.advice-followed'] },
  { name: 'complaint', label: 'action.complaint', kinds: ['assess.place-complaint-made'] },
  { name: 'complaint-answer', label: 'action.complaint-answer', kinds: ['assess.place-complaint-answered'] },
] as const satisfies readonly RecordAction[]

/** The forms that someone may fill in about a carer in custody: /carers/$id/record/<name>. */
export function carerActionsFor(writer: Writer): RecordAction[] {
  return carerActions.filter((action) => mayDo(writer, action))
}

/** The forms that someone may fill in about a prison: /facilities/$id/record/<name>. */
export function facilityActionsFor(writer: Writer): RecordAction[] {
  return facilityActions.filter((action) => mayDo(writer, action))
}

/** The address of a form about a child; which entry a correction is of, its query says. */
export function recordAddress(child: string, form: string): string {
  return `/children/${child}/record/${form}`
}
