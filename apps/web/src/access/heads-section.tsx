import { call } from '@komar/contract/client'
import { listHeads, type HeadList } from '@komar/contract/heads'
import { useCallback, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { download } from '../shell/download.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'

const shownHeads = 10

/** What the host signed of its history, to be kept by others. */
export function HeadsSection(): ReactNode {
  const ask = useCallback(
    (isBackground: boolean) => call(listHeads, { query: { limit: shownHeads } }, { isBackground }),
    [],
  )
  const asked = useAnswer(ask)
  const { value } = asked
  if (value !== undefined) return <Shown list={value} />
  return <NoAnswerYet asked={asked} />
}

type Head = HeadList['heads'][number]

function Shown({ list }: { list: HeadList }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { host } = useSession()
  const columns: Column<Head>[] = [
    { id: 'at', heading: text('heads.column-at'), cell: ({ at }) => formatInstant(at, speech, host.timeZone) },
    {
      id: 'short',
      heading: text('heads.column-short'),
      isName: true,
      cell: ({ short }) => <span className="head-short">{short}</span>,
    },
    { id: 'number', heading: text('heads.column-number'), cell: ({ seq }) => formatNumber(seq, speech) },
  ]
  const key = list.keys.find(({ until }) => until === null)
  return (
    <>
      <p>{text('heads.what')}</p>
      <p>{text('heads.how')}</p>
      <List
        caption={text('heads.count', { count: list.heads.length })}
        columns={columns}
        rows={list.heads}
        rowKey={({ signature }) => signature}
        whenEmpty={<p>{text('heads.none')}</p>}
      />
      {key !== undefined && (
        <p>
          {text('heads.key')} <span className="head-short">{key.publicKey}</span>
        </p>
      )}
      <p>{text('heads.keys', { count: list.keys.length })}</p>
      {list.heads.length > 0 && (
        <div className="screen-only">
          <Button onClick={() => download(fileOf(list))}>{text('heads.save')}</Button>
        </div>
      )}
    </>
  )
}

function fileOf(list: HeadList) {
  return { name: 'komar-heads.json', type: 'application/json', content: `${JSON.stringify(list, null, 2)}\n` }
}
