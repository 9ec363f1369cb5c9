// Cambodia's rules in one piece, as gates and deadlines take them. Imports, not file reads, so that a browser can bundle them.
import { parsePolicyPack, type PolicyPack } from '@komar/domain/policy'
import immunisation from './immunisation.json' with { type: 'json' }
import law from './law.json' with { type: 'json' }
import measures from './measures.json' with { type: 'json' }
import head from './pack.json' with { type: 'json' }
import procedures from './procedures.json' with { type: 'json' }
import wellbeing from './wellbeing.json' with { type: 'json' }
import { allQuestionnaires } from './questionnaires.ts'

/** Parsed anew at each call: keep the result. */
export function cambodia(): PolicyPack {
  return parsePolicyPack({
    head,
    law,
    procedures,
    measures,
    wellbeing: { rules: wellbeing, immunisation },
    questionnaires: allQuestionnaires(),
  })
}
