import type { SituationFigures } from '@komar/contract/insight'
import { useState, type ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { List } from '../ui/list.tsx'
import { chargeRows, type ChargeRow } from './charge-rows.ts'
import { reportWords } from './report-words.ts'

/** Mothers and pregnant women: how many, held for what, awaiting trial or sentenced. */
export function CarerSection({ carers }: { carers: SituationFigures['carers'] }): ReactNode {
  const { words, say, count } = reportWords(useSpeech())
  const { count: preTrial, of, percent } = carers.preTrialShare
  return (
    <>
      <p>{say(words.carers(count(carers.range), carers.withChildInside, carers.pregnant))}</p>
      <p>{say(words.preTrial(words.share(preTrial, of, percent)))}</p>
      <Charges rows={chargeRows(carers.byCharge)} />
    </>
  )
}

function Charges({ rows }: { rows: readonly ChargeRow[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { words } = reportWords(speech)
  const [isTable, setIsTable] = useState(false)
  if (rows.length === 0) return <p className="soft">{text('situation.no-charges')}</p>
  return (
    <figure className="stack">
      <div className="row screen-only">
        <Button aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {text(isTable ? 'picture.show' : 'picture.as-table')}
        </Button>
      </div>
      {isTable ? (
        <List
          caption={text('situation.charges')}
          columns={[
            {
              id: 'charge',
              heading: text('situation.column-charge'),
              isName: true,
              cell: ({ charge }) => words.charge[charge],
            },
            {
              id: 'count',
              heading: text('situation.column-carers'),
              cell: ({ count }) => formatNumber(count, speech),
            },
          ]}
          rows={rows}
          rowKey={({ charge }) => charge}
          whenEmpty={null}
        />
      ) : (
        <Bars rows={rows} />
      )}
    </figure>
  )
}

function Bars({ rows }: { rows: readonly ChargeRow[] }): ReactNode {
  const speech = useSpeech()
  const { words } = reportWords(speech)
  return (
    <>
      <figcaption className="soft">{speech.text('situation.charges')}</figcaption>
      <ul className="charge-bars plain-list">
        {rows.map(({ charge, count, length }) => (
          <li key={charge}>
            <span>{words.charge[charge]}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" data-quiet={charge === 'unknown'}>
              <rect width={length * 100} height={10} />
            </svg>
            <strong>{formatNumber(count, speech)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}
