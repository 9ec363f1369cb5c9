import { showChild, type CarerRow, type ChildRow } from '@komar/contract/register'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { useEffect, useState, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { ChildLink, firstDayPast } from '../register/children-list.tsx'
import { ask } from '../store/ask.ts'
import { ClockChip } from '../ui/clock-chip.tsx'

type Props = { children: CarerRow['children']; today: PlainDate }

/** The children known to be theirs, inside and outside, each with the law's clock. */
export function CarerChildren({ children, today }: Props): ReactNode {
  const speech = useSpeech()
  const rows = useChildRows(children.map(({ child }) => child))
  if (children.length === 0) return <p>{speech.text('carer.children-none')}</p>
  return (
    <ul className="stack plain-list">
      {children.map(({ child, isInside }) => {
        const row = rows.get(child)
        return (
          <li key={child} className="row">
            {row === undefined ? (
              speech.text('today.child-not-shown')
            ) : (
              <>
                <div>
                  <ChildLink child={row} />
                </div>
                <span className="soft">{sayOption('sex', row.sex, speech)}</span>
                <ClockChip state={row.state} firstDayPast={firstDayPast(row)} today={today} />
              </>
            )}
            {!isInside && <span className="soft">{speech.text('where.outside')}</span>}
          </li>
        )
      })}
    </ul>
  )
}

/** The rows of these children, those that the reader may see. */
export function useChildRows(ids: readonly string[]): ReadonlyMap<string, ChildRow> {
  const key = ids.join(' ')
  const [rows, setRows] = useState<ReadonlyMap<string, ChildRow>>(new Map())
  useEffect(() => {
    let isCurrent = true
    const wanted = key === '' ? [] : key.split(' ')
    void Promise.all(wanted.map((id) => ask(showChild, { params: { id } }))).then((answers) => {
      const found = answers.flatMap((answer) => (answer.ok ? [answer.value.child] : []))
      if (isCurrent) setRows(new Map(found.map((child) => [child.id, child])))
    })
    return () => {
      isCurrent = false
    }
  }, [key])
  return rows
}
