// The sentences of a person's own copy of their record. One type for all languages, so that a sentence missing in one does not compile.
// Written to be read by the person whom it is about, alone perhaps: "I", short sentences, no case words, nobody is judged.
import type { legalBases } from '../access/kinds.ts'
import type { AccessClass } from '../access/classes.ts'
import type { Role } from '../access/roles.ts'
import type { complaintOutcomes, complaintTopics } from '../assess/complaint-kinds.ts'
import type { AssessmentType, decisionTypes, outcomes } from '../assess/kinds.ts'
import type { LetterPurpose } from '../assess/letter-kinds.ts'
import type { closureGrounds, placementEndings } from '../care/after-kinds.ts'
import type { emergencyGrounds, emergencyOutcomes } from '../care/emergency-kinds.ts'
import type { lostRelations, tracingResults } from '../register/family-kinds.ts'
import type { departures } from '../register/kinds.ts'
import type { choiceMakers } from '../register/life-kinds.ts'
import type { livingWith } from '../register/outside-kinds.ts'
import type { nationalities, registrations } from '../register/standing-kinds.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { contactFindings, difficulties, diseases, functions, illnesses } from '../wellbeing/health-kinds.ts'
import type { answeredBy } from '../wellbeing/instrument-kinds.ts'
import type { attendances } from '../wellbeing/life-kinds.ts'
import type { SdqBand } from '../wellbeing/sdq-bands.ts'
import type { CopyPart, LeftOutGround } from './own-copy-kinds.ts'

export type CopyLanguage = 'en' | 'km'

/** A word for each of a list. */
type Of<List extends readonly string[]> = Record<List[number], string>

export type CopyTerms = {
  tier: readonly [string, string, string, string, string]
  kin: Record<string, string>
  sibling: Record<'full' | 'half' | 'step' | 'unknown', string>
  departure: Of<typeof departures> & { transfer: string }
  livingWith: Of<typeof livingWith>
  nationality: Of<typeof nationalities>
  registration: Of<typeof registrations>
  lost: Of<typeof lostRelations>
  tracing: Of<typeof tracingResults>
  illness: Of<typeof illnesses>
  disease: Of<typeof diseases>
  contactFinding: Of<typeof contactFindings>
  functioning: Of<typeof functions>
  difficulty: Of<typeof difficulties>
  answeredBy: Of<typeof answeredBy>
  band: Record<SdqBand, string>
  attendance: Of<typeof attendances>
  about: Record<'stay' | 'leave' | 'separation' | 'reunification' | 'closure' | 'general', string>
  stance: Record<'agrees' | 'disagrees' | 'undecided' | 'could-not-be-asked', string>
  decider: Of<typeof choiceMakers>
  decision: Of<typeof decisionTypes>
  outcome: Of<typeof outcomes>
  assessment: Record<AssessmentType, string>
  option: Record<'willing' | 'not-willing' | 'undecided' | 'not-reached' | 'not-suitable', string>
  emergency: Of<typeof emergencyGrounds>
  emergencyOutcome: Of<typeof emergencyOutcomes>
  placementEnding: Of<typeof placementEndings>
  closure: Of<typeof closureGrounds>
  complainant: Record<'child' | 'mother' | 'father', string>
  complaint: Of<typeof complaintTopics>
  complaintOutcome: Of<typeof complaintOutcomes>
  letter: Record<LetterPurpose, string>
  letterSays: Record<'done' | 'promised' | 'refused' | 'passed-on', string>
  role: Record<Role, string>
  class: Record<AccessClass, string>
  legalBasis: Of<typeof legalBases>
  meeting: Record<'calm' | 'shy' | 'distress-easing' | 'distress-not-easing', string>
}

export type CopyWords = {
  terms: CopyTerms
  title: string
  /** What the paper is, how to keep it, and that something is left out. */
  lead: (agency: string) => readonly string[]
  header: { what: string; asOf: (day: string) => string; by: (agency: string) => string }
  footer: string
  demonstration: string
  headings: Record<CopyPart, string>
  nothing: string
  day: (day: PlainDate) => string
  between: (first: string, last: string) => string
  dayNotKnown: string
  list: (items: readonly string[]) => string
  nameLeftOut: string
  nameNotKnown: string
  placeNotKnown: string
  me: {
    name: (name: string) => string
    born: (when: string) => string
    sex: Record<'female' | 'male' | 'unknown', string>
    code: (code: string) => string
    paper: (nationality: string, registration: string, language: string | null) => string
  }
  mother: {
    carer: (relation: string, name: string) => string
    sibling: (bond: string, name: string | null, isTwin: boolean) => string
    lost: (whom: string) => string
    tracing: (result: string) => string
    met: (visits: number, calls: number) => string
    missed: (times: number) => string
  }
  stays: { began: (place: string) => string; ended: (place: string, how: string) => string }
  lived: {
    placed: (tier: string, name: string | null) => string
    ended: (why: string) => string
    outside: (withWhom: string, name: string | null) => string
    hostStay: string
    met: (how: string) => string
    reunited: string
    visited: (visits: number, calls: number, first: string, last: string) => string
  }
  health: {
    birth: (grams: number | null, weeks: number | null) => string
    dose: (vaccine: string, dose: number) => string
    ill: (illness: string) => string
    exposed: (disease: string) => string
    looked: (finding: string) => string
    hard: (items: string) => string
    sdq: (by: string, band: string) => string
    scas: (by: string, total: number) => string
    unscored: (by: string) => string
    norms: string
    hidden: string
  }
  growth: {
    measured: (parts: { kg?: number | undefined; cm?: number | undefined; armCm?: number | undefined }) => string
    chart: string
    chartNote: string
    axis: { kg: string; years: string }
  }
  school: { at: (grade: number | null, attendance: string | null) => string; not: string }
  views: {
    said: (about: string, stance: string) => string
    shown: string
    version: string
    heard: string
    consent: (isYes: boolean, agency: string) => string
  }
  decisions: {
    came: (by: string) => string
    assessed: (type: string, agency: string) => string
    recommended: (outcome: string) => string
    asked: (tier: string, answer: string) => string
    decided: (type: string, outcome: string, until: string) => string
    decidedBy: (agencies: string) => string
    reasons: string
    measure: (title: string, isInPlace: boolean | null) => string
    home: (until: string) => string
    emergency: (ground: string) => string
    reviewed: (outcome: string) => string
    planned: (day: string) => string
    told: string
    backPlanned: (day: string) => string
    contactStopped: (until: string | null) => string
    grown: string
    closed: (ground: string) => string
    reopened: string
    reasonsHidden: string
  }
  complaints: {
    made: (by: string, about: string) => string
    answered: (outcome: string) => string
    waiting: string
    answer: string
  }
  letters: { sent: (purpose: string, to: string) => string; answered: (says: string) => string; waiting: string }
  readers: {
    responsible: (agency: string) => string
    granted: (agency: string, classes: string, basis: string | null, until: string) => string
    asked: string
    read: (roles: string, agency: string, times: number) => string
    note: string
  }
  leftOut: { heading: string; lead: string; grounds: Record<LeftOutGround, string>; ask: (agency: string) => string }
}
