// Carers in custody who belong to a child, as its own chronicle says. Only those whom the entry names in `also`, as only then was its
// author's right to write about them looked at (docs/decisions/0003): a gate must not tell of people whom its author may not see.
import type { SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Settled } from '../chronicle/fold.ts'
import { relationStated } from '../register/kinds.ts'

/** Their ids, each once. */
export function relatedCarers(settled: Settled): SubjectId[] {
  const named = statedOf(settled, relationStated).filter(({ entry, body }) => entry.also.includes(body.carer))
  return [...new Set(named.map(({ body }) => body.carer))]
}
