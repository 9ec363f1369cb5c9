import type { PlainDate } from '@komar/domain/time/plain-date'
import { useEffect, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { titleOf, useAppName } from './app-name.ts'
import { useSession } from './session.tsx'
import { FromDevice } from './told-by.tsx'
import './page.css'

type Props = {
  /** The words of the browser's title and of the printed header: never personal, for they stay in histories and on screens. */
  title: MessageId
  /** What stands as the page's heading; the title when left out. */
  heading?: ReactNode
  /** The day that the page shows, when it is not today; printed in the header. */
  asOf?: PlainDate | undefined
  /** A line or two under the heading. */
  lead?: ReactNode
  /** The page's main buttons and links. */
  actions?: ReactNode
  children?: ReactNode
}

/** Every page of the frame: title, heading, and what is printed around it. */
export function Page({ title, heading, asOf, lead, actions, children }: Props): ReactNode {
  const text = useText()
  useTitle(title)
  return (
    <div className="page">
      <PrintedAround title={title} asOf={asOf} />
      <header className="page-head">
        <h1 tabIndex={-1}>{heading ?? text(title)}</h1>
        {lead}
        <FromDevice />
        {actions !== undefined && <div className="row screen-only">{actions}</div>}
      </header>
      {children}
      {/* At the end, not fixed: on paper a fixed line covers what it falls on. */}
      <footer className="print-only print-foot">{text('print.personal-data')}</footer>
    </div>
  )
}

/** Sets the browser's title; nothing else does (app-name.test.tsx). */
export function useTitle(title: MessageId): void {
  const text = useText()
  const name = useAppName()
  useEffect(() => {
    document.title = titleOf(title, name, text)
  }, [text, title, name])
}

function PrintedAround({ title, asOf }: Pick<Props, 'title' | 'asOf'>): ReactNode {
  const speech = useSpeech()
  const { account, agency, host } = useSession()
  const agencyName = speech.language === 'km' ? agency.nameKm : agency.nameEn
  return (
    <>
      <div className="print-only print-head">
        <strong>{titleOf(title, 'komar', speech.text)}</strong>
        {asOf !== undefined && <div>{speech.text('as-of.day', { day: formatDate(asOf, speech) })}</div>}
        <div>
          {speech.text('print.by', {
            name: account.displayName,
            agency: agencyName,
            date: formatInstant(host.now, speech, host.timeZone),
          })}
        </div>
        {host.stamp === 'demonstration' && <div>{speech.text('shell.demonstration')}</div>}
      </div>
    </>
  )
}
