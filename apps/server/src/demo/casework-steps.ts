// The steps of casework, each as a team of two agencies writes it down: allocation, assessment, views, decision, letter, check.
import * as access from '@komar/domain/access/kinds'
import { recommendationMade } from '@komar/domain/assess/decision-kinds'
import * as assess from '@komar/domain/assess/kinds'
import { concernsRaised, type Concern } from '@komar/domain/assess/concerns'
import type { SectionAnswers } from '@komar/domain/assess/answers'
import type { QuestionnaireSection } from '@komar/domain/assess/questionnaire'
import { measureDue, type SpecialMeasure } from '@komar/domain/assess/measures'
import { fromStoredAnswers } from '@komar/domain/assess/stored-answers'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import type { BodyOf } from '@komar/domain/chronicle/kind'
import type { PolicyPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { answersTo } from './answers.ts'
import { hours } from './calendar.ts'
import { writeNotices, writeToDutyHolders } from './letters.ts'
import { workerConcerns } from './notes.ts'
import type { Authored, Pen } from './pen.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'

export type Work = { pen: Pen; people: People; pack: PolicyPack; random: Random }
export type DecisionBody = Authored<BodyOf<typeof assess.decisionMade>>
type Measures = DecisionBody['measures']

const byWorker = { who: 'worker', hour: hours.worker } as const
const bySupervisor = { who: 'supervisor', hour: hours.supervisor } as const

/** The ministry becomes responsible for the child. */
export function allocate({ pen, people }: Work, child: SubjectId, day: PlainDate): void {
  const { agencyId, id } = people.person('worker')
  pen.write(access.allocated, { ...bySupervisor, hour: 8, day, subject: child, body: { agency: agencyId, worker: id } })
}

/** Who is asked for what a prison cannot give. */
const passedOn = ['ពេទ្យស្រុក', 'មន្ទីរសង្គមកិច្ច', 'អគ្គនាយកដ្ឋានពន្ធនាគារ', 'អង្គការសុខភាព']

type AssessmentInput = { day: PlainDate; type: assess.AssessmentType; isShort: boolean }

/** Answers the sections and finishes the assessment. Views must have been written before, for a full one. */
export function assessChild(work: Work, child: SubjectId, { day, type, isShort }: AssessmentInput): Uuid {
  const { pen, pack, random } = work
  const assessment = pen.id(day)
  const whole = pack.questionnaires.find(({ id }) => id === type) ?? pack.questionnaires[0]
  const head = { assessment, type, questionnaire: type, questionnaireVersion: whole?.version ?? '1' }
  const raised: Pick<Concern, 'item' | 'level'>[] = []
  for (const section of whole?.sections ?? []) {
    if (whole === undefined || section.classes[0] !== 'care') continue
    const answers = answersTo(random, whole, section, isShort)
    if (answers.length === 0) continue
    raised.push(...raisedBy(section, fromStoredAnswers(answers)))
    pen.write(assess.careAnswered, {
      ...byWorker,
      day,
      subject: child,
      basis: 'told',
      body: { ...head, section: section.id, answers },
    })
  }
  const concerns = raised.map((concern) => ({
    ...concern,
    ...(random.chance(0.7)
      ? { action: `${random.pick(workerConcerns)}៖ ទៅមើលម្តងទៀត` }
      : { passedTo: random.pick(passedOn) }),
  }))
  pen.write(assess.assessmentFinished, {
    ...byWorker,
    hour: hours.worker + 1,
    day,
    subject: child,
    body: { assessment, type, isShort, concerns },
  })
  return assessment
}

/** The items that raise a concern, each at the highest level that it can have for a child of any age. */
function raisedBy(section: QuestionnaireSection, answers: SectionAnswers): Pick<Concern, 'item' | 'level'>[] {
  const context = { form: 'full', class: 'care' } as const
  const newborn = { minMonths: 0, maxMonths: 0 }
  const found = [undefined, newborn].flatMap((age) => concernsRaised(section, answers, { ...context, age }).concerns)
  const isAct = (item: string): boolean => found.some((each) => each.item === item && each.level === 'act')
  return [...new Set(found.map(({ item }) => item))].map((item) => ({ item, level: isAct(item) ? 'act' : 'watch' }))
}

/** Two people who know a small child say what they see of it. */
const whoSee = [
  { who: 'ម្តាយ', sees: 'គេងស្កប់ពេលនៅក្បែរ' },
  { who: 'គ្រូពេទ្យ', sees: 'ស្ងប់ពេលមានគេពរ' },
]

/** Mother and child are heard. */
export function hearBoth(
  { pen, random }: Work,
  child: SubjectId,
  day: PlainDate,
  about: 'stay' | 'leave' | 'separation',
  ageMonths: number,
): void {
  const stance =
    about === 'stay' ? random.pick(['agrees', 'agrees', 'agrees', 'undecided', 'disagrees'] as const) : 'agrees'
  const common = { ...byWorker, day, subject: child, basis: 'told' } as const
  pen.write(assess.viewHeard, {
    ...common,
    body: {
      whose: 'mother',
      about,
      stance,
      freely: random.pick(['yes', 'yes', 'not-sure'] as const),
      how: 'បន្ទប់ដាច់ដោយឡែក',
      inPrivate: 'yes',
      understood: 'own-language',
      ...(stance === 'disagrees' && { legalHelp: random.pick(['accepted', 'declined'] as const) }),
    },
  })
  const words = ageMonths < 24 ? 'ស្ងប់ពេលម្តាយពរ' : random.pick(['ចង់នៅជាមួយម៉ាក់', 'ចង់ទៅលេងខាងក្រៅ', 'គូររូបផ្ទះ និងម៉ាក់'])
  pen.write(assess.viewHeard, {
    ...common,
    basis: 'seen',
    body: {
      whose: 'child',
      about,
      stance: about === 'stay' ? 'undecided' : 'agrees',
      how: ageMonths < 24 ? 'មើល' : 'លេង និងគំនូរ',
      words,
      ways: ageMonths < 24 ? ['watched'] : ['play', 'drawing'],
      ...(ageMonths < 24 && { seenBy: whoSee }),
    },
  })
}

/** Every class-A measure that is always owed, in place or owed as chance has it, and some of class B. */
export function measuresFor({ pack, random }: Work, from: PlainDate, provided: number): Measures {
  const always = pack.measures.measures.filter(({ appliesTo }) => appliesTo === undefined)
  const classA = always.filter(({ parts }) => parts.some((part) => part.class === 'A'))
  // The same ones each time: what a stay owed stays on the list of the next.
  const classB = always.filter(({ parts }) => parts.some((part) => part.class === 'B')).slice(0, 3)
  const row = (measure: SpecialMeasure, letter: 'A' | 'B', isProvided: boolean): Measures[number] => ({
    measure: measure.number,
    class: letter,
    state: isProvided ? 'in-place' : 'owed',
    dutyHolder: dutyHolders[measure.dutyHolder],
    due: measureDue(pack.measures, letter, from) ?? from,
  })
  return [
    ...classA.map((measure) => row(measure, 'A', random.chance(provided))),
    ...classB.map((measure) => row(measure, 'B', random.chance(provided - 0.4))),
  ]
}

const dutyHolders: Record<SpecialMeasure['dutyHolder'], string> = {
  prison: 'នាយកពន្ធនាគារ',
  health: 'មន្ទីរសុខាភិបាល',
  'child-welfare': 'មន្ទីរសង្គមកិច្ច',
  justice: 'តុលាការ',
}

/** The panel of two agencies, with the prison's opinion and no vote for it. */
export function panelOf({ people, random }: Work): DecisionBody['panel'] {
  const member = (login: Parameters<People['person']>[0], isChair: boolean, isAssessor: boolean) => {
    const { nameEn, agencyId } = people.person(login)
    return { name: nameEn, agency: agencyId, isChair, isAssessor, hasInterest: false }
  }
  const isDissent = random.chance(0.12)
  const byPhone = { presence: 'phone', calledAt: '10:15', isReadBack: true } as const
  return [
    { ...member('supervisor', true, false), presence: 'in-person', part: 'votes', opinion: 'for' },
    {
      ...member('ngo-supervisor', false, false),
      ...byPhone,
      part: 'votes',
      opinion: isDissent ? 'against' : 'for',
      ...(isDissent && { words: 'មិនទាន់សួរជីដូនខាងឪពុក' }),
    },
    { ...member('worker', false, true), presence: 'in-person', part: 'votes', opinion: 'for' },
    { ...member('officer', false, false), ...byPhone, part: 'informs', opinion: 'abstains' },
  ]
}

/** All five tiers, answered. */
export function optionsFor(chosenTier: number | null): DecisionBody['options'] {
  const asked = ['តុលាការ និងមេធាវី', 'ឪពុក ឬសាច់ញាតិរបស់គាត់', 'ជីដូន មីង', 'គ្រួសារចិញ្ចឹមក្នុងស្រុក', 'មណ្ឌល']
  return asked.map((whoWasAsked, tier) => {
    if (tier === chosenTier) return { tier, whoWasAsked, argumentsFor: 'ស្គាល់ក្មេង ផ្ទះជិត' }
    return { tier, whoWasAsked, whyNot: tier === 0 ? 'សំណើនៅក្រៅឃុំមិនទាន់បានឆ្លើយ' : 'មិនទាន់មានកន្លែងសមស្រប' }
  })
}

/** What the worker recommends: mostly what is decided then, sometimes not; the difference is for the reader to see. */
export function recommend({ pen, people, random }: Work, child: SubjectId, day: PlainDate): void {
  const isOther = random.chance(0.2)
  pen.write(recommendationMade, {
    ...byWorker,
    hour: hours.worker + 2,
    day,
    subject: child,
    body: {
      byWhom: people.person('worker').nameEn,
      outcome: isOther ? 'leave-to-care' : 'stay',
      ...(isOther && { tier: 2, words: 'ជីដូនចង់ទទួល តែមិនទាន់មានអ្នកទៅមើលផ្ទះ' }),
    },
  })
}

/** Takes the decision, declares it, and writes to whoever owes what is missing. */
export function decide(work: Work, child: SubjectId, day: PlainDate, body: DecisionBody): Uuid {
  const { pen } = work
  const group = pen.id(day)
  const by = { ...bySupervisor, day, subject: child, group }
  const decision = pen.write(assess.decisionMade, { ...by, body })
  const { type, outcome, from, until, measures, isRenewal } = body
  pen.write(assess.decisionDeclared, { ...by, body: { decision, type, outcome, from, until, measures } })
  const occasion = { child, day, decision }
  writeToDutyHolders(work, occasion, measures)
  if (type === 'overstay' && !isRenewal) writeNotices(work, occasion)
  return decision
}

/** A monitor looks whether a measure is real. */
export function checkMeasures({ pen, random }: Work, child: SubjectId, day: PlainDate, measures: Measures): void {
  for (const { measure } of random.shuffle(measures).slice(0, 2)) {
    const isInPlace = random.chance(0.55)
    pen.write(assess.measureConfirmed, {
      who: 'monitor',
      hour: hours.monitor,
      day,
      subject: child,
      body: { measure, isInPlace, proof: random.pick(['seen-by-monitor', 'mother-says'] as const) },
    })
  }
}
