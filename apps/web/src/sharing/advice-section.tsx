import type { Recorded } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import { adviceStates } from '@komar/domain/sharing/kinds'
import { adviceLedger } from '@komar/domain/sharing/state'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayRecordKind } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { useToday } from '../shell/use-today.ts'
import { AdviceList, lineOf, type AdviceLine } from './advice-list.tsx'
import { ledgerAddress } from './advice-page.tsx'

type Props = { facility: string; entries: readonly Recorded[] }

/** The recommendations about one prison, what waits first. */
export function AdviceSection({ facility, entries }: Props): ReactNode {
  const { language, text } = useSpeech()
  const session = useSession()
  const today = useToday()
  const lines = useMemo(
    () =>
      adviceLedger(settled(entries))
        .map((advice) => lineOf(advice, today))
        .toSorted((left, right) => adviceStates.indexOf(left.state) - adviceStates.indexOf(right.state)),
    [entries, today],
  )
  const actions = mayRecordKind(session, 'sharing.advice-answered')
    ? (line: AdviceLine) => <Actions facility={facility} line={line} />
    : null
  return (
    <>
      <AdviceList lines={lines} actions={actions} />
      {lines.length > 0 && (
        <p className="screen-only">
          <a href={ledgerAddress(language, facility)} target="_blank" rel="noopener">
            {text('advice.pdf')}
          </a>
        </p>
      )}
    </>
  )
}

function Actions({ facility, line }: { facility: string; line: AdviceLine }): ReactNode {
  const { text } = useSpeech()
  const to = (form: string): string => `/facilities/${facility}/record/${form}?advice=${line.id}`
  if (line.outcome === 'done') return null
  return (
    <span className="row screen-only">
      {line.reply === null && <Link to={to('advice-answered')}>{text('action.advice-answered')}</Link>}
      <Link to={to('advice-followed')}>{text('action.advice-followed')}</Link>
    </span>
  )
}
