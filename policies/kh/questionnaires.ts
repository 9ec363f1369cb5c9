// The questionnaires of this pack, put together from their files. Imports, not file reads, so that a browser can bundle
// the same files that a host serves.
import { assembleQuestionnaire, type Questionnaire } from '@komar/domain/assess/questionnaire'
import beforeLimitIfNothingSafe from './questionnaires/before-limit/if-nothing-safe.json' with { type: 'json' }
import beforeLimitMothersChoice from './questionnaires/before-limit/mothers-choice.json' with { type: 'json' }
import beforeLimitOptions from './questionnaires/before-limit/options.json' with { type: 'json' }
import beforeLimitOutTogether from './questionnaires/before-limit/out-together.json' with { type: 'json' }
import beforeLimitPressure from './questionnaires/before-limit/pressure.json' with { type: 'json' }
import beforeLimitHead from './questionnaires/before-limit/questionnaire.json' with { type: 'json' }
import beforeLimitReadyChild from './questionnaires/before-limit/ready-child.json' with { type: 'json' }
import beforeLimitTime from './questionnaires/before-limit/time.json' with { type: 'json' }
import beforeLimitToldEarly from './questionnaires/before-limit/told-early.json' with { type: 'json' }
import birthBeforeBirth from './questionnaires/birth/before-birth.json' with { type: 'json' }
import birthBirthPaper from './questionnaires/birth/birth-paper.json' with { type: 'json' }
import birthFirstWeeks from './questionnaires/birth/first-weeks.json' with { type: 'json' }
import birthOutsideAndCourt from './questionnaires/birth/outside-and-court.json' with { type: 'json' }
import birthHead from './questionnaires/birth/questionnaire.json' with { type: 'json' }
import birthSafeWhenPregnant from './questionnaires/birth/safe-when-pregnant.json' with { type: 'json' }
import birthStayOrGo from './questionnaires/birth/stay-or-go.json' with { type: 'json' }
import birthTestsAndVaccines from './questionnaires/birth/tests-and-vaccines.json' with { type: 'json' }
import birthTheBirth from './questionnaires/birth/the-birth.json' with { type: 'json' }
import entryBondAndSafety from './questionnaires/entry/bond-and-safety.json' with { type: 'json' }
import entryHealthToday from './questionnaires/entry/health-today.json' with { type: 'json' }
import entryPapersAndWish from './questionnaires/entry/papers-and-wish.json' with { type: 'json' }
import entryPlace from './questionnaires/entry/place.json' with { type: 'json' }
import entryHead from './questionnaires/entry/questionnaire.json' with { type: 'json' }
import entrySomeoneOutside from './questionnaires/entry/someone-outside.json' with { type: 'json' }
import entryWhoAndHow from './questionnaires/entry/who-and-how.json' with { type: 'json' }
import everyChildsView from './questionnaires/every/childs-view.json' with { type: 'json' }
import everyFirstWords from './questionnaires/every/first-words.json' with { type: 'json' }
import everyLastWords from './questionnaires/every/last-words.json' with { type: 'json' }
import periodicCourtAndRelease from './questionnaires/periodic/court-and-release.json' with { type: 'json' }
import periodicDay from './questionnaires/periodic/day.json' with { type: 'json' }
import periodicFeeling from './questionnaires/periodic/feeling.json' with { type: 'json' }
import periodicGrowing from './questionnaires/periodic/growing.json' with { type: 'json' }
import periodicOutside from './questionnaires/periodic/outside.json' with { type: 'json' }
import periodicHead from './questionnaires/periodic/questionnaire.json' with { type: 'json' }
import placementCarerNow from './questionnaires/placement/carer-now.json' with { type: 'json' }
import placementCarer from './questionnaires/placement/carer.json' with { type: 'json' }
import placementChildsDay from './questionnaires/placement/childs-day.json' with { type: 'json' }
import placementHome from './questionnaires/placement/home.json' with { type: 'json' }
import placementHead from './questionnaires/placement/questionnaire.json' with { type: 'json' }
import placementSigns from './questionnaires/placement/signs.json' with { type: 'json' }
import placementToldAlone from './questionnaires/placement/told-alone.json' with { type: 'json' }
import reunificationChildsWish from './questionnaires/reunification/childs-wish.json' with { type: 'json' }
import reunificationContactAndGoodbye from './questionnaires/reunification/contact-and-goodbye.json' with { type: 'json' }
import reunificationHome from './questionnaires/reunification/home.json' with { type: 'json' }
import reunificationLifeAfter from './questionnaires/reunification/life-after.json' with { type: 'json' }
import reunificationMothersStrength from './questionnaires/reunification/mothers-strength.json' with { type: 'json' }
import reunificationMothersWish from './questionnaires/reunification/mothers-wish.json' with { type: 'json' }
import reunificationHead from './questionnaires/reunification/questionnaire.json' with { type: 'json' }
import separationChild from './questionnaires/separation/child.json' with { type: 'json' }
import separationMother from './questionnaires/separation/mother.json' with { type: 'json' }
import separationNewCarer from './questionnaires/separation/new-carer.json' with { type: 'json' }
import separationHead from './questionnaires/separation/questionnaire.json' with { type: 'json' }
import separationTheDay from './questionnaires/separation/the-day.json' with { type: 'json' }
import separationToTakeAlong from './questionnaires/separation/to-take-along.json' with { type: 'json' }

const sections = new Map<string, unknown>([
  ['before-limit/if-nothing-safe', beforeLimitIfNothingSafe],
  ['before-limit/mothers-choice', beforeLimitMothersChoice],
  ['before-limit/options', beforeLimitOptions],
  ['before-limit/out-together', beforeLimitOutTogether],
  ['before-limit/pressure', beforeLimitPressure],
  ['before-limit/ready-child', beforeLimitReadyChild],
  ['before-limit/time', beforeLimitTime],
  ['before-limit/told-early', beforeLimitToldEarly],
  ['birth/before-birth', birthBeforeBirth],
  ['birth/birth-paper', birthBirthPaper],
  ['birth/first-weeks', birthFirstWeeks],
  ['birth/outside-and-court', birthOutsideAndCourt],
  ['birth/safe-when-pregnant', birthSafeWhenPregnant],
  ['birth/stay-or-go', birthStayOrGo],
  ['birth/tests-and-vaccines', birthTestsAndVaccines],
  ['birth/the-birth', birthTheBirth],
  ['entry/bond-and-safety', entryBondAndSafety],
  ['entry/health-today', entryHealthToday],
  ['entry/papers-and-wish', entryPapersAndWish],
  ['entry/place', entryPlace],
  ['entry/someone-outside', entrySomeoneOutside],
  ['entry/who-and-how', entryWhoAndHow],
  ['every/childs-view', everyChildsView],
  ['every/first-words', everyFirstWords],
  ['every/last-words', everyLastWords],
  ['periodic/court-and-release', periodicCourtAndRelease],
  ['periodic/day', periodicDay],
  ['periodic/feeling', periodicFeeling],
  ['periodic/growing', periodicGrowing],
  ['periodic/outside', periodicOutside],
  ['placement/carer', placementCarer],
  ['placement/carer-now', placementCarerNow],
  ['placement/childs-day', placementChildsDay],
  ['placement/home', placementHome],
  ['placement/signs', placementSigns],
  ['placement/told-alone', placementToldAlone],
  ['reunification/childs-wish', reunificationChildsWish],
  ['reunification/contact-and-goodbye', reunificationContactAndGoodbye],
  ['reunification/home', reunificationHome],
  ['reunification/life-after', reunificationLifeAfter],
  ['reunification/mothers-strength', reunificationMothersStrength],
  ['reunification/mothers-wish', reunificationMothersWish],
  ['separation/child', separationChild],
  ['separation/mother', separationMother],
  ['separation/new-carer', separationNewCarer],
  ['separation/the-day', separationTheDay],
  ['separation/to-take-along', separationToTakeAlong],
])

function assembled(head: unknown): Questionnaire {
  return assembleQuestionnaire(head, (name) => sections.get(name))
}

/** Entry: the short check (★) and the full assessment in one. */
export function entryQuestionnaire(): Questionnaire {
  return assembled(entryHead)
}

/** Separation: readiness, after a decision. */
export function separationQuestionnaire(): Questionnaire {
  return assembled(separationHead)
}

/** All seven, in the order of a child's way. */
export function allQuestionnaires(): Questionnaire[] {
  return [entryHead, birthHead, periodicHead, beforeLimitHead, separationHead, placementHead, reunificationHead].map(
    assembled,
  )
}
