// One child end to end: found in October 2013 in Kampong Cham, where it was born; short check, full assessment, a decision to stay with
// every class-A measure in place and one of class B owed with a letter; moved to CC2 with its mother; six months before the limit kin
// are looked for and, after a false lead, found; the first plan is refused and names all that is missing, the second passes; the move,
// a visit to the mother, follow-ups; and a birth paper that changes the birth date.
import * as assess from '@komar/domain/assess/kinds'
import { approvalAsked, householdStated, supportPlanned } from '@komar/domain/care/carer-kinds'
import * as care from '@komar/domain/care/kinds'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import * as register from '@komar/domain/register/kinds'
import { limitRange } from '@komar/domain/law/signals'
import { edtf, edtfBounds } from '@komar/domain/time/edtf'
import { addDays, addMonths, earlier, plainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import {
  allocate,
  assessChild,
  decide,
  hearBoth,
  measuresFor,
  optionsFor,
  panelOf,
  type DecisionBody,
  type Work,
} from '../casework-steps.ts'
import type { ToldFamily } from '../family-entries.ts'
import { makeNames } from '../names.ts'
import type { Pen } from '../pen.ts'

const worker = { who: 'worker', hour: hours.worker } as const
const supervisor = { who: 'supervisor', hour: hours.supervisor } as const
const moveOn = plainDate('2014-05-06')

/** Tells it. `cc2`: the facility the family is moved to. */
export function tellEndToEnd(work: Work, family: ToldFamily, cc2: SubjectId): void {
  const [told] = family.children
  if (told === undefined) return
  const child = told.id
  stayWithMother(work, family, child)
  moveToCc2(work, family, child, cc2)
  const grandmother = findKin(work, family, child)
  const decision = decideToLeave(work, child)
  const plan = planSeparation(work, child, grandmother, decision)
  afterTheMove(work, family, child, grandmother, plan, cc2)
  correctBirth(work, child, told.birthEntry)
}

function stayWithMother(work: Work, family: ToldFamily, child: SubjectId): void {
  allocate(work, child, plainDate('2013-10-03'))
  assessChild(work, child, { day: plainDate('2013-10-08'), type: 'entry', isShort: true })
  const assessed = plainDate('2013-10-15')
  hearBoth(work, child, assessed, 'stay', 29)
  const assessment = assessChild(work, child, { day: assessed, type: 'entry', isShort: false })
  const day = plainDate('2013-10-22')
  const birth = edtfBounds(family.children[0]?.plan.stated ?? edtf('2011-05'))
  const limit = limitRange(birth, work.pack.law, day)
  const until = earlier(addMonths(day, 6), addDays(limit?.earliest ?? plainDate('2014-04-01'), -1))
  const measures = measuresFor(work, day, 1).filter(({ class: letter }) => letter === 'A')
  const owed: DecisionBody['measures'][number] = {
    measure: 10,
    class: 'B',
    state: 'owed',
    dutyHolder: 'នាយកពន្ធនាគារ',
    due: addDays(day, 30),
  }
  decide(work, child, day, {
    type: 'full',
    outcome: 'stay',
    from: day,
    until,
    measures: [...measures, owed],
    isRenewal: false,
    assessment,
    options: optionsFor(null),
    panel: panelOf(work),
    reasons: 'ជាប់ចិត្តនឹងម្តាយ នៅក្រៅមិនទាន់មានអ្នកណា',
  })
  work.pen.write(assess.measureConfirmed, {
    who: 'monitor',
    hour: hours.monitor,
    day: plainDate('2013-11-26'),
    subject: child,
    body: { measure: 10, isInPlace: false, proof: 'mother-says' },
  })
}

function moveToCc2({ pen }: Work, { mother, plan: { charge } }: ToldFamily, child: SubjectId, cc2: SubjectId): void {
  const by = { who: 'officer-kcm', hour: hours.officer, day: plainDate('2014-01-14') } as const
  pen.write(register.custodyBegan, {
    ...by,
    subject: mother,
    body: {
      place: 'facility',
      facility: cc2,
      cause: 'transfer',
      transferReason: 'ចង្អៀត',
      legalStatus: 'convicted',
      charge,
      sentenceMonths: 84,
      expectedRelease: edtf('2018-02'),
    },
  })
  pen.write(register.residenceBegan, { ...by, subject: child, body: { facility: cc2, carer: mother } })
}

function findKin({ pen, random }: Work, family: ToldFamily, child: SubjectId): SubjectId {
  const asked = (
    day: string,
    tier: number,
    who: string,
    answer: 'willing' | 'not-willing' | 'not-reached',
    why: string,
    also: SubjectId[] = [],
  ) =>
    pen.write(care.optionExplored, {
      ...worker,
      day: plainDate(day),
      subject: child,
      also,
      basis: 'told',
      body: { tier, who, answer, why },
    })
  asked('2014-01-21', 0, 'តុលាការ និងមេធាវី', 'not-willing', 'សំណើនៅក្រៅឃុំត្រូវបានបដិសេធ')
  asked('2014-01-28', 1, 'ឪពុក', 'not-reached', 'ចាកចេញទៅថៃ គ្មានលេខទូរស័ព្ទ')
  asked('2014-02-05', 2, 'មីងខាងម្តាយ', 'not-willing', 'ឈ្មោះដូចគ្នា តែមិនមែនបងប្អូន')
  const day = plainDate('2014-02-11')
  const kin = pen.id(day)
  const names = makeNames(random, 'female', family.children[0]?.names.surname)
  pen.write(register.kinRegistered, {
    ...worker,
    day,
    subject: kin,
    also: [child],
    basis: 'told',
    body: { names, relation: 'grandmother', district: '0305' },
  })
  asked('2014-02-18', 2, 'ជីដូនខាងម្តាយ', 'willing', 'ចង់បានចៅមកនៅជាមួយ', [kin])
  approveCarer(pen, kin, child)
  pen.write(register.noteWritten, {
    ...worker,
    day: plainDate('2014-02-20'),
    subject: child,
    body: { note: 'ជីដូនយំពេលលឺដំណឹង' },
  })
  return kin
}

function approveCarer(pen: Pen, kin: SubjectId, child: SubjectId): void {
  const assessment = pen.write(care.carerAssessed, {
    ...worker,
    day: plainDate('2014-02-20'),
    subject: kin,
    also: [child],
    body: {
      household: 'ជីដូន ៥៨ ឆ្នាំ និងចៅម្នាក់ ១១ ឆ្នាំ ផ្ទះឈើ',
      isSleepingPlaceSeen: true,
      references: 2,
      hasHouseholdTalk: true,
      needsMaterialSupport: true,
      supportPlan: 'អង្ករ ២០ គីឡូក្នុងមួយខែ និងថ្លៃរថយន្ត',
      capacity: 2,
      recommendation: 'approve-with-support',
      whyThisChild: 'ចៅបង្កើត',
      isPaidOrPromised: false,
      saidOfMother: 'ម៉ាក់ស្រឡាញ់កូន ម៉ាក់នៅឆ្ងាយ',
      takesChildToMother: 'with-help',
      ownChildrensView: 'ចៅ ១១ ឆ្នាំ ចង់បានប្អូនលេង',
      meansInBadMonth: 'ខ្ចីអង្ករពីបងស្រី',
      whenChildIsDifficult: 'ពរ រហូតដល់ស្ងប់',
      hitsOrLocksIn: false,
    },
  })
  promiseSupport(pen, kin, child)
  pen.write(approvalAsked, {
    ...worker,
    day: plainDate('2014-02-27'),
    subject: kin,
    also: [child],
    body: { askedOf: 'មន្ទីរសង្គមកិច្ចខេត្ត', approvalStep: 'asked' },
  })
  const approve = (on: string, approval: 'provisional' | 'final', until: string) =>
    pen.write(care.carerApproved, {
      ...supervisor,
      day: plainDate(on),
      subject: kin,
      also: [child],
      body: {
        assessment,
        approval,
        capacity: 1,
        until: plainDate(until),
        ...(approval === 'final' && { communeWord: 'agrees' as const }),
      },
    })
  approve('2014-02-27', 'provisional', '2014-03-28')
  approve('2014-03-25', 'final', '2015-03-24')
}

/** Who lives in the house, and what it is promised. */
function promiseSupport(pen: Pen, kin: SubjectId, child: SubjectId): void {
  pen.write(householdStated, {
    ...worker,
    day: plainDate('2014-02-20'),
    subject: kin,
    also: [child],
    body: {
      people: [
        { person: 'ជីដូន', ageYears: 58 },
        { person: 'ចៅ', ageYears: 11 },
      ],
      ownChildren: 1,
    },
  })
  pen.write(supportPlanned, {
    ...worker,
    day: plainDate('2014-02-20'),
    subject: kin,
    also: [child],
    body: { what: 'អង្ករ ២០ គីឡូ', promisedBy: 'មន្ទីរសង្គមកិច្ចស្រុក', by: plainDate('2014-05-15') },
  })
}

function decideToLeave(work: Work, child: SubjectId): Uuid {
  const heard = plainDate('2014-03-05')
  hearBoth(work, child, heard, 'separation', 34)
  const assessment = assessChild(work, child, { day: heard, type: 'before-limit', isShort: false })
  const day = plainDate('2014-03-12')
  return decide(work, child, day, {
    type: 'full',
    outcome: 'leave-to-care',
    from: day,
    until: plainDate('2014-06-30'),
    measures: [],
    isRenewal: false,
    assessment,
    options: optionsFor(2),
    chosenTier: 2,
    panel: panelOf(work),
    reasons: 'ជិតដល់អាយុកំណត់ ជីដូនត្រៀមរួច ម្តាយយល់ព្រម',
  })
}

function planSeparation({ pen }: Work, child: SubjectId, carer: SubjectId, decision: Uuid): Uuid {
  const first = {
    decision,
    carer,
    tier: 2,
    moveOn,
    canVisitNewHome: true,
    hasHealthCard: true,
    hasBirthPaper: false,
    isHardDay: false,
  }
  const refused = pen.write(care.separationPlanned, {
    ...worker,
    hour: hours.answer,
    day: plainDate('2014-03-14'),
    subject: child,
    also: [carer],
    isRefused: true,
    body: first,
  })
  holdMeetings(pen, child, carer)
  return pen.write(care.separationPlanned, {
    ...worker,
    day: plainDate('2014-04-24'),
    subject: child,
    also: [carer],
    answers: refused,
    body: {
      ...first,
      papersReason: 'សំបុត្រកំណើតបានស្នើនៅឃុំ',
      whoTellsChild: 'ម្តាយ',
      wordsForChild: 'កូនទៅនៅជាមួយយាយ ម៉ាក់ស្រឡាញ់កូន កូនមកលេងម៉ាក់បាន',
      feedingPlan: 'បាយ និងបន្លែ លែងបៅ',
      comfortThing: 'ក្រមាម្តាយ',
      picture: 'រូបម្តាយ និងកូន',
      siblings: 'គ្មានបងប្អូន',
      siblingsPlaced: 'no-siblings',
      backupCarer: 'បងស្រីជីដូន',
      mothersSupport: 'មិត្តម្នាក់នៅជាមួយ ៧ យប់ គ្រូពេទ្យមកមើល',
      travel: 'អ្នកសង្គមកិច្ច និងជីដូន រថយន្តធម្មតា',
      contact: { everyDays: 14, firstOn: plainDate('2014-05-17'), whoBrings: 'ជីដូន', fare: 'អង្គការចេញ' },
      firstFollowUpOn: addDays(moveOn, 2),
    },
  })
}

function holdMeetings(pen: Pen, child: SubjectId, carer: SubjectId): void {
  const meet = (
    day: string,
    isMotherPresent: boolean,
    isAtNewHome: boolean,
    howItWent: 'shy' | 'distress-easing' | 'calm',
    words: string,
  ) =>
    pen.write(care.meetingHeld, {
      ...worker,
      day: plainDate(day),
      subject: child,
      also: [carer],
      body: { withCarer: carer, isMotherPresent, isAtNewHome, howItWent, words },
    })
  meet('2014-03-20', true, false, 'shy', 'លាក់ខ្លួនក្រោយម្តាយ')
  meet('2014-04-03', false, true, 'distress-easing', 'យំបន្តិច រួចលេងជាមួយមាន់')
  meet('2014-04-22', false, true, 'calm', 'ហៅ យាយ')
}

function afterTheMove(
  { pen }: Work,
  { mother }: ToldFamily,
  child: SubjectId,
  carer: SubjectId,
  plan: Uuid,
  cc2: SubjectId,
): void {
  pen.write(register.residenceEnded, {
    who: 'officer',
    hour: hours.officer,
    day: moveOn,
    subject: child,
    body: { facility: cc2, route: 'kin' },
  })
  pen.write(care.placementBegan, {
    ...worker,
    day: moveOn,
    subject: child,
    also: [carer],
    body: { tier: 2, carer, plan, isParentsOwnArrangement: false },
  })
  const follow = (day: string, way: 'call' | 'visit', words: string, concern: 'none' | 'watch' = 'none') =>
    pen.write(care.followUpDone, {
      ...worker,
      day: plainDate(day),
      subject: child,
      body: {
        way,
        isChildSeen: way === 'visit',
        isChildAlone: false,
        isSleepingPlaceSeen: way === 'visit',
        concern,
        words,
      },
    })
  follow('2014-05-08', 'visit', 'គេងលក់ ឃ្លានម៉ាក់ពេលល្ងាច')
  follow('2014-05-20', 'visit', 'ញ៉ាំបាន លេងជាមួយបងចៅ')
  follow('2014-06-10', 'visit', 'ក្អកបន្តិច យាយយកទៅពេទ្យ', 'watch')
  follow('2014-07-15', 'call', 'យាយថាល្អ')
  follow('2014-09-02', 'visit', 'ចូលសាលាមត្តេយ្យ')
  keepContact(pen, child, mother)
}

function keepContact(pen: Pen, child: SubjectId, mother: SubjectId): void {
  const contact = (day: string, hasHappened: boolean, words: string) =>
    pen.write(care.contactHeld, {
      ...worker,
      day: plainDate(day),
      subject: child,
      also: [mother],
      basis: 'told',
      body: { way: 'visit', hasHappened, ...(hasHappened ? { words } : { cause: 'money' as const }) },
    })
  contact('2014-05-17', true, 'ឱបម៉ាក់យូរ')
  contact('2014-06-01', false, '')
  contact('2014-06-15', true, 'ប្រាប់ម៉ាក់រឿងមាន់')
  contact('2014-07-20', true, 'នាំផ្លែស្វាយឱ្យម៉ាក់')
  contact('2014-10-05', false, '')
  contact('2014-11-09', true, 'ច្រៀងឱ្យម៉ាក់ស្តាប់')
}

function correctBirth({ pen }: Work, child: SubjectId, replaces: Uuid): void {
  const born = edtf('2011-04-28')
  pen.write(register.birthStated, {
    ...worker,
    day: plainDate('2014-06-20'),
    subject: child,
    occurred: born,
    basis: 'document',
    replaces,
    body: { born, document: 'សំបុត្រកំណើត', reason: 'ឃុំបានចេញសំបុត្រកំណើត' },
  })
}
