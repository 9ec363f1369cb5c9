// One page on paper for a quick round where no telephone is allowed in: one line a child with code and first name, three questions, no
// charge and no notes; written into Komar afterwards in the same order (practice.md part 2, eight minutes).
import { listFacilities, searchChildren, type ChildRow, type FacilityRow } from '@komar/contract/register'
import { useParams } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { inRoundOrder } from './round-order.ts'
import '../assess/paper.css'
import './round-sheet.css'

const mostRows = 200
const rowsForNew = 4
const questions = ['round.eats', 'round.ill', 'round.frightened'] as const

export function RoundSheetPage(): ReactNode {
  const { id } = useParams({ from: '/frame/facilities/$id/round-sheet' })
  const question = useCallback(
    async (isBackground: boolean) => {
      const body = { facility: id, where: 'inside' as const, limit: mostRows }
      return ask(searchChildren, { body }, { isBackground })
    },
    [id],
  )
  const facilities = useAnswer(askFacilities)
  const facility = facilities.value?.facilities.find((each) => each.id === id)
  return (
    <Answered asked={useAnswer(question)} title="round.title">
      {({ children }) => <Sheet rows={children} facility={facility} />}
    </Answered>
  )
}

function askFacilities(isBackground: boolean) {
  return ask(listFacilities, {}, { isBackground })
}

function Sheet({ rows, facility }: { rows: readonly ChildRow[]; facility: FacilityRow | undefined }): ReactNode {
  const { text, language } = useSpeech()
  return (
    <Page
      title="round.title"
      lead={
        <p className="paper-who">
          <strong>{language === 'km' ? facility?.nameKm : facility?.nameEn}</strong>
          {(['paper.day', 'paper.asker', 'round.women', 'round.pregnant', 'round.new'] as const).map((label) => (
            <span key={label}>
              {text(label)} <span className="paper-line round-line" aria-hidden="true" />
            </span>
          ))}
        </p>
      }
      actions={
        <Button weight="main" onClick={() => globalThis.print()}>
          {text('paper.print')}
        </Button>
      }
    >
      <Lines rows={rows} />
      <p className="small">{text('round.rule')}</p>
    </Page>
  )
}

/** One line a child, by code, and some without a child: for those who came since. */
function Lines({ rows }: { rows: readonly ChildRow[] }): ReactNode {
  const { text, language } = useSpeech()
  const byCode = inRoundOrder(rows, language)
  const added = Array.from({ length: rowsForNew }, (_, index) => ({ id: `new-${index}`, code: '', first: '' }))
  return (
    <div className="round-scroll">
      <table className="round-sheet">
        <caption>{text('round.caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{text('round.code')}</th>
            <th scope="col">{text('round.first-name')}</th>
            <th scope="col">{text('round.here')}</th>
            {questions.map((question) => (
              <th key={question} scope="col">
                {text(question)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...byCode, ...added].map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.code}</th>
              <td>{row.first}</td>
              <td>{text('round.here-boxes')}</td>
              {questions.map((question) => (
                <td key={question}>{text('round.boxes')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
