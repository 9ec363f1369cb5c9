import { listRetention } from '@komar/contract/broken-glass'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { List, type Column } from '../ui/list.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageState } from '../ui/page-state.tsx'
import { WorkTabs } from './work-tabs.tsx'

type Ahead = z.output<typeof listRetention.output>['ahead'][number]

function askRetention(isBackground: boolean) {
  return ask(listRetention, {}, { isBackground })
}

/** Which records of the own agency are sealed within a year, how many are, and which were kept long enough. Komar destroys nothing by itself. */
export function RetentionPage(): ReactNode {
  const asked = useAnswer(askRetention)
  const { text } = useSpeech()
  return (
    <Answered asked={asked} title="retention.title">
      {({ ahead, sealed, keptLongEnough, keptCodes }) => (
        <Page title="retention.title" lead={<p>{text('retention.lead')}</p>}>
          <WorkTabs />
          <Unconfirmed />
          <SealsAhead ahead={ahead} />
          <p>{text('retention.sealed', { count: sealed })}</p>
          {sealed > 0 && <p>{text('retention.kept', { count: keptLongEnough })}</p>}
          {keptCodes.length > 0 && <KeptCodes codes={keptCodes} more={keptLongEnough - keptCodes.length} />}
        </Page>
      )}
    </Answered>
  )
}

/** The years, with how far they may be relied on. */
function Unconfirmed(): ReactNode {
  const { text } = useSpeech()
  const pack = usePolicy()
  if (pack === null) return null
  if (pack.procedures === null) return <Notice tone="slate">{text('retention.no-rule')}</Notice>
  const { adultAt, sealedAfterClosure, keptAfterSealing } = pack.procedures.retention
  const isConfirmed = [sealedAfterClosure, keptAfterSealing].every(({ status }) => status === 'sourced')
  return (
    <Notice tone={isConfirmed ? 'slate' : 'amber'}>
      {text('retention.rule', {
        age: adultAt.value,
        closure: sealedAfterClosure.value,
        kept: keptAfterSealing.value,
      })}{' '}
      {!isConfirmed && text('retention.unconfirmed')}
    </Notice>
  )
}

function SealsAhead({ ahead }: { ahead: readonly Ahead[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const columns: Column<Ahead>[] = [
    {
      id: 'child',
      heading: text('retention.child'),
      isName: true,
      hideLabel: true,
      cell: ({ child }) => (
        <Link to="/children/$id" params={{ id: child.id }}>
          <PersonName person={child} />
        </Link>
      ),
    },
    { id: 'on', heading: text('retention.on'), cell: ({ sealsOn }) => formatDate(plainDate(sealsOn), speech) },
    { id: 'because', heading: text('retention.because'), cell: ({ because }) => text(`retention.because.${because}`) },
  ]
  return (
    <List
      caption={text('retention.caption', { count: ahead.length })}
      columns={columns}
      rows={ahead}
      rowKey={({ child }) => child.id}
      whenEmpty={<PageState kind="empty" heading={text('retention.none')} />}
    />
  )
}

/** By code alone: a sealed record shows its name to nobody. */
function KeptCodes({ codes, more }: { codes: readonly string[]; more: number }): ReactNode {
  const { text } = useSpeech()
  return (
    <details>
      <summary>{text('retention.codes', { count: codes.length })}</summary>
      <p>{text('retention.codes-how')}</p>
      <ul className="plain-list work-children">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      {more > 0 && <p>{text('retention.codes-more', { count: more })}</p>}
    </details>
  )
}
