// The questionnaires of this pack, put together from their files. Imports, not file reads, so that a browser can bundle
// the same files that a host serves.
import { assembleQuestionnaire, type Questionnaire } from '@komar/domain/assess/questionnaire'
import bondAndSafety from './questionnaires/entry/bond-and-safety.json' with { type: 'json' }
import healthToday from './questionnaires/entry/health-today.json' with { type: 'json' }
import papersAndWish from './questionnaires/entry/papers-and-wish.json' with { type: 'json' }
import place from './questionnaires/entry/place.json' with { type: 'json' }
import entryHead from './questionnaires/entry/questionnaire.json' with { type: 'json' }
import someoneOutside from './questionnaires/entry/someone-outside.json' with { type: 'json' }
import whoAndHow from './questionnaires/entry/who-and-how.json' with { type: 'json' }
import childsView from './questionnaires/every/childs-view.json' with { type: 'json' }
import firstWords from './questionnaires/every/first-words.json' with { type: 'json' }
import lastWords from './questionnaires/every/last-words.json' with { type: 'json' }
import child from './questionnaires/separation/child.json' with { type: 'json' }
import mother from './questionnaires/separation/mother.json' with { type: 'json' }
import newCarer from './questionnaires/separation/new-carer.json' with { type: 'json' }
import separationHead from './questionnaires/separation/questionnaire.json' with { type: 'json' }
import theDay from './questionnaires/separation/the-day.json' with { type: 'json' }
import toTakeAlong from './questionnaires/separation/to-take-along.json' with { type: 'json' }

const sections = new Map<string, unknown>([
  ['entry/bond-and-safety', bondAndSafety],
  ['entry/health-today', healthToday],
  ['entry/papers-and-wish', papersAndWish],
  ['entry/place', place],
  ['entry/someone-outside', someoneOutside],
  ['entry/who-and-how', whoAndHow],
  ['every/childs-view', childsView],
  ['every/first-words', firstWords],
  ['every/last-words', lastWords],
  ['separation/child', child],
  ['separation/mother', mother],
  ['separation/new-carer', newCarer],
  ['separation/the-day', theDay],
  ['separation/to-take-along', toTakeAlong],
])

/** Entry: the short check (★) and the full assessment in one. */
export function entryQuestionnaire(): Questionnaire {
  return assembleQuestionnaire(entryHead, (name) => sections.get(name))
}

/** Separation: readiness, after a decision. */
export function separationQuestionnaire(): Questionnaire {
  return assembleQuestionnaire(separationHead, (name) => sections.get(name))
}
