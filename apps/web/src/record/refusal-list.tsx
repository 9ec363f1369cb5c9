import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import type { Unsent } from '../store/outbox-row.ts'
import { GateList } from '../ui/gate-list.tsx'
import { Notice } from '../ui/notice.tsx'
import type { RecordContext } from './context.ts'
import { refusedPieces } from './gate-pieces.ts'

/** The entries that carry a reason of their own; those refused only because of them say nothing new. */
function telling(refused: readonly Unsent[]): readonly Unsent[] {
  const own = refused.filter(
    ({ problem }) => problem !== undefined && !derived.includes(problem.code) && !follows(problem),
  )
  return own.length > 0 ? own : refused.slice(0, 1)
}

/** A declaration repeats a decision: where the decision is refused, that it is not there says nothing new. */
function follows({ missing = [] }: NonNullable<Unsent['problem']>): boolean {
  return missing.length > 0 && missing.every(({ code }) => code.startsWith('declaration.'))
}

const derived: readonly string[] = ['entry.group-refused', 'entry.depends-on-refused']

/** What the host refused, as a list of things to do. */
export function RefusalList({ refused, context }: { refused: readonly Unsent[]; context: RecordContext }): ReactNode {
  const text = useText()
  if (refused.length === 0) return null
  return (
    <div role="alert" className="stack">
      {telling(refused).map(({ id, problem }) => (
        <Notice key={id} tone="brick" heading={text('form.refused')}>
          {problem && <p>{sayProblem({ code: problem.code, params: problem.params }, text)}</p>}
          {problem?.missing && (
            <GateList heading={text('form.to-do')} pieces={refusedPieces(problem.missing, context)} />
          )}
        </Notice>
      ))}
    </div>
  )
}
