import { useMemo, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { newEntry } from '../store/new-entry.ts'
import { GateList, type GatePiece } from '../ui/gate-list.tsx'
import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'
import { livePieces } from './gate-pieces.ts'
import type { Values } from './values.ts'

type Props = { definition: FormDefinition; values: Values; context: RecordContext }

/** What this act needs before it can pass, checked with every letter typed; what is met is folded away. */
export function GatePanel({ definition, values, context }: Props): ReactNode {
  const text = useText()
  const pieces = useMemo(() => piecesOf({ definition, values, context }), [definition, values, context])
  if (pieces.length === 0) return null
  const open = pieces.filter(({ status }) => status !== 'met')
  const met = pieces.filter(({ status }) => status === 'met')
  return (
    <section className="gate-panel stack" aria-live="off">
      {open.length === 0 ? (
        <h3>{text('form.gate-open')}</h3>
      ) : (
        <GateList heading={text('form.gate-needs')} pieces={open} />
      )}
      {met.length > 0 && (
        <details>
          <summary>{text('form.gate-met', { count: met.length })}</summary>
          <GateList heading={text('form.gate-met', { count: met.length })} pieces={met} />
        </details>
      )}
    </section>
  )
}

function piecesOf({ definition, values, context }: Props): GatePiece[] {
  try {
    const [first] = definition.build(values, { ...context, placeholder: '…' })
    return first === undefined ? [] : livePieces(newEntry(first, context.session), context)
  } catch {
    // Half a form is not yet an entry: nothing can be asked of its gate.
    return []
  }
}
