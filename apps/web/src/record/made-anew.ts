// Facts that no form corrects: answers, letters and the prisons that came with the policy are made anew or stand. An act is never corrected. The list stands apart
// from the forms, so that a page which only asks about a kind need not load them all; forms.test.ts holds it to the forms.
const factsMadeAnew: ReadonlySet<string> = new Set([
  'register.facility-registered',
  'conditions.round-made',
  'conditions.place-answered',
  'conditions.question-left',
  'conditions.question-closed',
  'conditions.place-photographed',
  'conditions.place-voice-note-kept',
  'register.child-looked-for',
  'register.carer-looked-for',
  'register.voice-note-kept',
  'assess.round-answered',
  'assess.drawing-kept',
  'care.memory-picture-kept',
  'access.consent-stated',
  'register.carer-is-child-stated',
  'assess.identity-answered',
  'assess.custody-answered',
  'assess.care-answered',
  'assess.health-answered',
  'assess.conditions-answered',
  'assess.psychology-answered',
  'assess.legal-answered',
  'assess.safeguarding-answered',
  'assess.letter-sent',
  'assess.letter-acknowledged',
  'assess.letter-answered',
  'assess.care-letter-sent',
  'assess.care-letter-acknowledged',
  'assess.care-letter-answered',
  'wellbeing.instrument-answered',
  'wellbeing.development-observed',
  'wellbeing.development-examined',
  'wellbeing.immunisation-stated',
  'wellbeing.functioning-stated',
  'wellbeing.session-held',
  'wellbeing.health-signal-closed',
  'wellbeing.care-signal-closed',
  'wellbeing.psychology-signal-closed',
  'wellbeing.safeguarding-signal-closed',
])

/** Whether entries of this fact are withdrawn and made anew, instead of corrected. */
export function isMadeAnew(kind: string): boolean {
  return factsMadeAnew.has(kind)
}
