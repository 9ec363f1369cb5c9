// A father outside who is known is asked: whether he wants and can take the child, and what he thinks (practice.md part 1 row 13, tier
// 1, L4, G-M1). Where the mother said that she fears someone on the list (E5), he is not asked before a worker has looked into it: that
// is care, and no breach. Recorded as any word on tier 1, or his own view.
import type { Deadline } from '../chronicle/deadline.ts'
import { statedOf, type Settled } from '../chronicle/fold.ts'
import { careAnswered } from '../assess/kinds.ts'
import type { ChildAssess } from '../assess/state.ts'
import type { PolicyPack } from '../policy.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { ChildCare } from './state.ts'

export const otherParentDeadlineCodes = ['care.other-parent-unheard'] as const

/** The item of the entry questionnaire: does the mother fear anyone on this list? */
const fearItem = 'E5'

/** The task to ask a father outside who was never asked. */
export function otherParentDeadlines(
  settled: Settled,
  care: Pick<ChildCare, 'kin' | 'options'>,
  { views }: Pick<ChildAssess, 'views'>,
  { procedures }: PolicyPack,
): Deadline[] {
  const father = care.kin.find(({ body }) => body.relation === 'father')
  const known = father === undefined ? null : dayOf(father.entry.occurred)
  if (father === undefined || known === null) return []
  const isAsked = care.options.some(({ body }) => body.tier === 1) || views.some(({ body }) => body.whose === 'father')
  if (isAsked || doesMotherFear(settled)) return []
  const due = addDays(known, procedures.register.otherParentWithin.value)
  return [
    {
      code: 'care.other-parent-unheard',
      key: father.id,
      classes: ['identity', 'care'],
      opens: known,
      due,
      breachFrom: addDays(due, 1),
      duty: 'social-affairs',
      harm: 3,
      params: {},
    },
  ]
}

/** What she last said to E5. Only a plain no is read as one; a question that was not put to her says nothing yet. */
export function doesMotherFear(settled: Settled): boolean {
  const answers = statedOf(settled, careAnswered).flatMap(({ body }) => body.answers)
  const last = answers.findLast(({ item }) => item === fearItem)
  if (last === undefined || last.missing === 'not-asked') return false
  return last.value !== 'no' && last.value !== false
}

function dayOf(occurred: Parameters<typeof edtfBounds>[0]): PlainDate | null {
  const { earliest, latest } = edtfBounds(occurred)
  return latest ?? earliest
}
