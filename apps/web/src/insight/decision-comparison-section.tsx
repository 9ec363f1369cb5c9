import type { ChildFile } from '@komar/domain/insight/child-file'
import {
  compareDecisions,
  type Agreement,
  type Column as Side,
  type ComparedDecision,
} from '@komar/domain/insight/decision-comparison'
import { CircleCheck, CircleDashed, CircleSlash2, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { List } from '../ui/list.tsx'

/** What was recommended, decided and done, side by side. A difference is shown; it is no error. */
export function DecisionComparisonSection({ file }: { file: ChildFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const rows = compareDecisions(file)
  return (
    <List
      caption={text('comparison.caption')}
      columns={[
        { id: 'when', heading: text('comparison.when'), isName: true, cell: (row) => sayWhen(row, speech) },
        {
          id: 'recommended',
          heading: text('comparison.recommended'),
          cell: ({ recommended }) => <SideOf side={recommended} empty="comparison.not-recommended" />,
        },
        {
          id: 'decided',
          heading: text('comparison.decided'),
          cell: ({ decided, asRecommended }) => (
            <>
              <SideOf side={decided} empty="comparison.not-decided" />
              <Sign agreement={asRecommended} />
            </>
          ),
        },
        {
          id: 'done',
          heading: text('comparison.done'),
          cell: ({ done, asDecided }) => (
            <>
              <SideOf side={done} empty="comparison.not-done" />
              <Sign agreement={asDecided} />
            </>
          ),
        },
      ]}
      rows={rows}
      rowKey={keyOf}
      whenEmpty={<p>{text('comparison.none')}</p>}
    />
  )
}

function keyOf({ recommended, decided }: ComparedDecision): string {
  return `${decided?.entry ?? ''} ${recommended?.entry ?? ''}`
}

function sayWhen({ decided, recommended }: ComparedDecision, speech: Speech): string {
  const on = decided?.on ?? recommended?.on ?? null
  return on === null ? '—' : formatDate(on, speech)
}

type SideProps = {
  side: Side | null
  empty: 'comparison.not-recommended' | 'comparison.not-decided' | 'comparison.not-done'
}

function SideOf({ side, empty }: SideProps): ReactNode {
  const speech = useSpeech()
  if (side === null) return <span className="soft">{speech.text(empty)}</span>
  const outcome = sayOption('outcome', side.outcome, speech)
  return (
    <>
      {side.tier === null || side.outcome === 'leave-with-mother'
        ? outcome
        : `${outcome}: ${sayTier(side.tier, speech)}`}
      {side.byWhom !== null && <div className="soft small">{side.byWhom}</div>}
    </>
  )
}

const signs = { same: CircleCheck, differs: CircleSlash2, 'not-yet': CircleDashed, 'not-said': Minus } as const

function Sign({ agreement }: { agreement: Agreement }): ReactNode {
  const { text } = useSpeech()
  // Where nobody recommended anything there is nothing to compare with.
  if (agreement === 'not-said') return null
  const Icon = signs[agreement]
  return (
    <div className="row small">
      <Icon aria-hidden="true" size={16} /> {text(`comparison.${agreement}`)}
    </div>
  )
}
