// The one list of all kinds that Komar can record. Order is for readers only; names are for ever.
import { erasureAgreed, erasureAsked } from './access/erasure-kinds.ts'
import * as access from './access/kinds.ts'
import * as asking from './assess/asking-kinds.ts'
import * as deciding from './assess/decision-kinds.ts'
import * as complaints from './assess/complaint-kinds.ts'
import * as assess from './assess/kinds.ts'
import * as letters from './assess/letter-kinds.ts'
import { drawingKept } from './assess/drawing-kinds.ts'
import { roundAnswered } from './assess/round-kinds.ts'
import { waveSet } from './assess/start-up-kinds.ts'
import {
  approvalAsked,
  homeInspected,
  householdStated,
  matched,
  supportGiven,
  supportPlanned,
} from './care/carer-kinds.ts'
import { emergencyOrdered, emergencyReviewed, emergencyTold } from './care/emergency-kinds.ts'
import * as after from './care/after-kinds.ts'
import { deathReported, deathReviewed } from './care/death-kinds.ts'
import * as care from './care/kinds.ts'
import { memoryPictureKept } from './care/memory-kinds.ts'
import { residentialApproved } from './care/residential-kinds.ts'
import { warningSignsAnswered, warningSignsSeen } from './care/warning-kinds.ts'
import type { AccessClass } from './access/classes.ts'
import type { Kind } from './chronicle/kind.ts'
import * as conditions from './conditions/kinds.ts'
import * as rounds from './conditions/round-kinds.ts'
import * as registerFamily from './register/family-kinds.ts'
import * as register from './register/kinds.ts'
import { merged } from './register/merge-kinds.ts'
import { carerLookedFor, childLookedFor } from './register/looked-for-kinds.ts'
import { voiceNoteKept } from './register/voice-note-kinds.ts'
import { transferAnnounced } from './register/transfer-kinds.ts'
import * as life from './register/life-kinds.ts'
import * as outside from './register/outside-kinds.ts'
import * as standing from './register/standing-kinds.ts'
import * as sharing from './sharing/kinds.ts'
import { ownCopyAsked } from './sharing/own-copy-kinds.ts'
import { closingKinds } from './wellbeing/closing-kinds.ts'
import { developmentExamined, developmentObserved } from './wellbeing/development-kinds.ts'
import { diaryEntrusted } from './wellbeing/diary-kinds.ts'
import * as growth from './wellbeing/growth-kinds.ts'
import * as health from './wellbeing/health-kinds.ts'
import { immunisationStated, vaccineCardStated } from './wellbeing/immunisation-kinds.ts'
import { instrumentAnswered } from './wellbeing/instrument-kinds.ts'
import * as days from './wellbeing/life-kinds.ts'
import { antenatalVisited, pregnancyResulted } from './wellbeing/mother-kinds.ts'
import * as safety from './wellbeing/safety-kinds.ts'
import { sessionHeld } from './wellbeing/session-kinds.ts'

export const kinds: readonly Kind[] = [
  register.facilityRegistered,
  register.censusTaken,
  register.carerRegistered,
  register.custodyBegan,
  register.custodyChanged,
  register.custodyEnded,
  register.pregnancyRecorded,
  register.pregnancyEnded,
  register.childRegistered,
  register.birthStated,
  register.relationStated,
  register.residenceBegan,
  register.residenceEnded,
  register.arrivalExplained,
  register.kinRegistered,
  register.noteWritten,
  life.choiceExplained,
  life.birthSettled,
  merged,
  life.died,
  life.pregnancyOriginStated,
  registerFamily.siblingStated,
  registerFamily.contactLostStated,
  registerFamily.tracingTried,
  registerFamily.lookedAlike,
  outside.livingOutsideStated,
  outside.hostStayStated,
  standing.papersStated,
  standing.consulAsked,
  standing.carerDescribed,
  standing.carerIsChildStated,
  conditions.programmeStated,
  access.allocated,
  access.granted,
  access.consentStated,
  erasureAsked,
  erasureAgreed,
  assess.identityAnswered,
  assess.custodyAnswered,
  assess.careAnswered,
  assess.healthAnswered,
  assess.conditionsAnswered,
  assess.psychologyAnswered,
  assess.legalAnswered,
  assess.safeguardingAnswered,
  asking.doNotAskFlagged,
  assess.viewHeard,
  assess.assessmentFinished,
  assess.decisionMade,
  assess.decisionDeclared,
  assess.measureConfirmed,
  deciding.recommendationMade,
  deciding.circumstanceStated,
  letters.letterSent,
  complaints.complaintMade,
  complaints.complaintAnswered,
  complaints.placeComplaintMade,
  complaints.placeComplaintAnswered,
  complaints.reprisalSeen,
  waveSet,
  care.optionExplored,
  care.carerAssessed,
  care.carerApproved,
  householdStated,
  homeInspected,
  supportPlanned,
  supportGiven,
  approvalAsked,
  matched,
  residentialApproved,
  warningSignsSeen,
  warningSignsAnswered,
  emergencyOrdered,
  emergencyTold,
  emergencyReviewed,
  care.meetingHeld,
  care.separationPlanned,
  care.placementBegan,
  care.contactHeld,
  care.followUpDone,
  after.contactStopped,
  after.needLevelSet,
  after.placementEnded,
  after.reunificationPlanned,
  after.reunited,
  after.releasePackStated,
  transferAnnounced,
  after.transferChecked,
  after.leavingCarePlanned,
  after.storyShared,
  deathReported,
  deathReviewed,
  after.closed,
  after.reopened,
  letters.letterAcknowledged,
  letters.letterAnswered,
  letters.careLetterSent,
  letters.careLetterAcknowledged,
  letters.careLetterAnswered,
  sharing.adviceGiven,
  sharing.adviceAnswered,
  sharing.adviceFollowed,
  ownCopyAsked,
  rounds.roundMade,
  rounds.placeAnswered,
  childLookedFor,
  carerLookedFor,
  roundAnswered,
  rounds.questionLeft,
  rounds.questionClosed,
  rounds.placePhotographed,
  rounds.placeVoiceNoteKept,
  voiceNoteKept,
  drawingKept,
  memoryPictureKept,
  growth.growthMeasured,
  growth.birthFactsStated,
  growth.newbornChecked,
  instrumentAnswered,
  developmentObserved,
  developmentExamined,
  antenatalVisited,
  pregnancyResulted,
  immunisationStated,
  vaccineCardStated,
  health.illnessRecorded,
  health.exposureStated,
  health.contactAssessed,
  health.referralMade,
  health.referralFollowed,
  health.functioningStated,
  health.feedingStated,
  safety.injurySeen,
  safety.hospitalStopped,
  safety.harmSuspected,
  safety.harmAnswered,
  days.schoolStated,
  days.diaryWritten,
  diaryEntrusted,
  days.lossStated,
  days.friendsStated,
  sessionHeld,
  ...closingKinds,
]

/** Kinds of the matters that may be withheld from those complained of: complaints, their answers, looks for reprisals. */
export const withholdingKinds: ReadonlySet<string> = new Set(
  kinds
    .filter(({ withholds, class: guard }) => withholds !== undefined && guard === 'safeguarding')
    .map(({ name }) => name),
)

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of this name and at most this version, or undefined: a newer device may know more than this host. */
export function knownKind(name: string, version: number): Kind | undefined {
  const kind = byName.get(name)
  return kind !== undefined && version <= kind.v ? kind : undefined
}

/** The kind of this name whatever the version: its class and subject type never change, even where the body is newer than this reader. */
export function kindNamed(name: string): Kind | undefined {
  return byName.get(name)
}

/** The class that guards an entry of this kind; 'unknown' when this reader does not know the name. */
export function classOf(name: string): AccessClass | 'unknown' {
  return byName.get(name)?.class ?? 'unknown'
}
