// What of a record goes into the person's own copy of it: one decision for each kind, and for nothing else. Default deny: an entry of a kind
// that is not in this table, or that stands under "left out", is taken away before anything is read of it (own-copy.ts), and a test fails
// for a new kind until somebody has decided. Every ground for leaving out is named in the copy with whom to ask, always and whether or not
// the record holds such an entry: else the sentence itself would tell that there is one.
// Sources: practice.md part 2 (adolescents read or hear their file in a planned way; government and NGO: notes stay with their agency;
// mothers' fear); product.md, principle 1 and Nelson Mandela Rule 28 (no document about a child says that it was born in custody).
// What is owed to a care leaver by law in Cambodia was not found: the whole table is a practice default, to be confirmed.

/** The parts of the copy, in the order of a life. */
export const copyParts = [
  'me',
  'mother',
  'stays',
  'lived',
  'health',
  'growth',
  'school',
  'views',
  'decisions',
  'complaints',
  'letters',
  'readers',
] as const
export type CopyPart = (typeof copyParts)[number]

export const leftOutGrounds = [
  /** Told in confidence by others about themselves: mother, kin, carers, families. */
  'others',
  /** An agency's own notes. */
  'notes',
  /** Kept from somebody because they are complained of, and other people's complaints. */
  'withheld',
  /** Safety: what is being looked into, officials among it. */
  'safety',
  /** What was answered to questionnaires, word for word; what came of them is told. */
  'answers',
  /** What specialists and lawyers wrote: they tell it themselves. */
  'specialists',
  /** How the child came, where it was born, deaths and losses: told by a person, not by a paper. */
  'in-talk',
  /** Pictures, drawings and recordings. */
  'pictures',
  /** About a prison and its rooms, not about the child. */
  'places',
  /** Only for the work of a day: lists, reminders, small checks. */
  'work',
  /** Erased: nobody has it any more. */
  'erased',
] as const
export type LeftOutGround = (typeof leftOutGrounds)[number]

export type CopyDecision = { told: CopyPart } | { leftOut: LeftOutGround }

const told = (part: CopyPart): CopyDecision => ({ told: part })
const leftOut = (ground: LeftOutGround): CopyDecision => ({ leftOut: ground })

export const copyDecisions: Readonly<Record<string, CopyDecision>> = {
  'register.child-registered': told('me'),
  'register.birth-stated': told('me'),
  'register.birth-settled': told('me'),
  'register.papers-stated': told('me'),
  // Of the mother her names, of brothers, sisters and kin the names of those with whom the child lived; nothing else of anybody.
  'register.carer-registered': told('mother'),
  'register.relation-stated': told('mother'),
  'register.sibling-stated': told('mother'),
  'register.contact-lost-stated': told('mother'),
  'register.tracing-tried': told('mother'),
  'care.contact-held': told('mother'),
  'register.residence-began': told('stays'),
  'register.residence-ended': told('stays'),
  'register.kin-registered': told('lived'),
  'register.living-outside-stated': told('lived'),
  'register.host-stay-stated': told('lived'),
  'care.meeting-held': told('lived'),
  'care.placement-began': told('lived'),
  'care.placement-ended': told('lived'),
  'care.reunited': told('lived'),
  'care.follow-up-done': told('lived'),
  'wellbeing.growth-measured': told('growth'),
  'wellbeing.birth-facts-stated': told('health'),
  'wellbeing.immunisation-stated': told('health'),
  'wellbeing.illness-recorded': told('health'),
  'wellbeing.exposure-stated': told('health'),
  'wellbeing.contact-assessed': told('health'),
  'wellbeing.functioning-stated': told('health'),
  'wellbeing.instrument-answered': told('health'),
  'wellbeing.school-stated': told('school'),
  // Of the child only; a parent's view is the parent's.
  'assess.view-heard': told('views'),
  'care.story-shared': told('views'),
  'access.consent-stated': told('views'),
  'register.choice-explained': told('decisions'),
  'assess.assessment-finished': told('decisions'),
  'assess.decision-made': told('decisions'),
  'assess.decision-declared': told('decisions'),
  'assess.measure-confirmed': told('decisions'),
  'assess.recommendation-made': told('decisions'),
  'care.option-explored': told('decisions'),
  'care.residential-approved': told('decisions'),
  'care.emergency-ordered': told('decisions'),
  'care.emergency-reviewed': told('decisions'),
  'care.separation-planned': told('decisions'),
  'care.contact-stopped': told('decisions'),
  'care.reunification-planned': told('decisions'),
  'care.leaving-care-planned': told('decisions'),
  'care.closed': told('decisions'),
  'care.reopened': told('decisions'),
  // Of the child, its mother or its father; while it names somebody, once it was answered.
  'assess.complaint-made': told('complaints'),
  'assess.complaint-answered': told('complaints'),
  'assess.letter-sent': told('letters'),
  'assess.letter-acknowledged': told('letters'),
  'assess.letter-answered': told('letters'),
  'assess.care-letter-sent': told('letters'),
  'assess.care-letter-acknowledged': told('letters'),
  'assess.care-letter-answered': told('letters'),
  'access.allocated': told('readers'),
  'access.granted': told('readers'),
  'sharing.own-copy-asked': told('readers'),

  'register.custody-began': leftOut('others'),
  'register.custody-changed': leftOut('others'),
  'register.custody-ended': leftOut('others'),
  'register.pregnancy-recorded': leftOut('others'),
  'register.pregnancy-ended': leftOut('others'),
  'register.pregnancy-origin-stated': leftOut('others'),
  'register.carer-described': leftOut('others'),
  'register.carer-is-child-stated': leftOut('others'),
  'register.carer-looked-for': leftOut('others'),
  'register.consul-asked': leftOut('others'),
  'register.transfer-announced': leftOut('others'),
  'assess.circumstance-stated': leftOut('others'),
  'care.carer-assessed': leftOut('others'),
  'care.carer-approved': leftOut('others'),
  'care.household-stated': leftOut('others'),
  'care.home-inspected': leftOut('others'),
  'care.support-planned': leftOut('others'),
  'care.support-given': leftOut('others'),
  'care.approval-asked': leftOut('others'),
  'care.matched': leftOut('others'),
  'wellbeing.diary-written': leftOut('others'),
  'wellbeing.antenatal-visited': leftOut('others'),
  'wellbeing.pregnancy-resulted': leftOut('others'),

  'register.note-written': leftOut('notes'),
  'register.voice-note-kept': leftOut('notes'),
  'conditions.question-left': leftOut('notes'),
  'conditions.question-closed': leftOut('notes'),
  'conditions.place-voice-note-kept': leftOut('notes'),

  'assess.place-complaint-made': leftOut('withheld'),
  'assess.place-complaint-answered': leftOut('withheld'),

  // The words of an asking may tell again what was to go.
  'access.erasure-asked': leftOut('erased'),
  'access.erasure-agreed': leftOut('erased'),

  'assess.reprisal-seen': leftOut('safety'),
  'care.warning-signs-seen': leftOut('safety'),
  'care.warning-signs-answered': leftOut('safety'),
  'wellbeing.injury-seen': leftOut('safety'),
  'wellbeing.hospital-stopped': leftOut('safety'),
  'wellbeing.harm-suspected': leftOut('safety'),
  'wellbeing.harm-answered': leftOut('safety'),
  'wellbeing.safeguarding-signal-closed': leftOut('safety'),

  'assess.identity-answered': leftOut('answers'),
  'assess.custody-answered': leftOut('answers'),
  'assess.care-answered': leftOut('answers'),
  'assess.health-answered': leftOut('answers'),
  'assess.conditions-answered': leftOut('answers'),
  'assess.psychology-answered': leftOut('answers'),
  'assess.legal-answered': leftOut('answers'),
  'assess.safeguarding-answered': leftOut('answers'),
  'assess.round-answered': leftOut('answers'),
  'wellbeing.development-observed': leftOut('answers'),
  'wellbeing.development-examined': leftOut('answers'),

  'wellbeing.session-held': leftOut('specialists'),
  'wellbeing.psychology-signal-closed': leftOut('specialists'),

  'register.arrival-explained': leftOut('in-talk'),
  'register.died': leftOut('in-talk'),
  'wellbeing.loss-stated': leftOut('in-talk'),
  'care.death-reported': leftOut('in-talk'),

  'assess.drawing-kept': leftOut('pictures'),
  'care.memory-picture-kept': leftOut('pictures'),

  'register.facility-registered': leftOut('places'),
  'register.census-taken': leftOut('places'),
  'conditions.programme-stated': leftOut('places'),
  'conditions.round-made': leftOut('places'),
  'conditions.place-answered': leftOut('places'),
  'conditions.place-photographed': leftOut('places'),
  'sharing.advice-given': leftOut('places'),
  'sharing.advice-answered': leftOut('places'),
  'sharing.advice-followed': leftOut('places'),

  'register.merged': leftOut('work'),
  'register.looked-alike': leftOut('work'),
  'register.child-looked-for': leftOut('work'),
  'assess.do-not-ask-flagged': leftOut('work'),
  'assess.wave-set': leftOut('work'),
  'care.emergency-told': leftOut('work'),
  'care.need-level-set': leftOut('work'),
  'care.release-pack-stated': leftOut('work'),
  'care.transfer-checked': leftOut('work'),
  'care.death-reviewed': leftOut('work'),
  'wellbeing.newborn-checked': leftOut('work'),
  'wellbeing.vaccine-card-stated': leftOut('work'),
  'wellbeing.referral-made': leftOut('work'),
  'wellbeing.referral-followed': leftOut('work'),
  'wellbeing.feeding-stated': leftOut('work'),
  'wellbeing.friends-stated': leftOut('work'),
  'wellbeing.diary-entrusted': leftOut('work'),
  'wellbeing.health-signal-closed': leftOut('work'),
  'wellbeing.care-signal-closed': leftOut('work'),
}

/** The part of the copy in which entries of this kind are told; null for what is left out, and for a kind that nobody decided on. */
export function copyPartOf(kind: string): CopyPart | null {
  const decision = Object.hasOwn(copyDecisions, kind) ? copyDecisions[kind] : undefined
  return decision !== undefined && 'told' in decision ? decision.told : null
}
