import { listUnmet, type UnmetGroup } from '@komar/contract/unmet'
import type { CountryPack } from '@komar/domain/policy'
import { useSearch } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { concernText } from '../assess/assessment-view.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { useDirectory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { List, type Column } from '../ui/list.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'

/** What could not be met: concerns passed on because nobody here can answer them. Counts, and nobody's story. */
export function UnmetPage(): ReactNode {
  const { facility } = useSearch({ from: '/frame/unmet' })
  const directory = useDirectory()
  const pack = usePolicy()
  const question = useCallback(
    (isBackground: boolean) => ask(listUnmet, { query: facility === undefined ? {} : { facility } }, { isBackground }),
    [facility],
  )
  const asked = useAnswer(question)
  const { text } = useSpeech()
  return (
    <Answered asked={asked} title="unmet.title">
      {({ groups, total, children }) => (
        <Page
          title="unmet.title"
          lead={
            <>
              {facility !== undefined && <p>{directory.facilityName(facility)}</p>}
              <p>{text('unmet.lead')}</p>
              <p className="soft">{text('unmet.of', { total, children })}</p>
            </>
          }
        >
          {pack === null ? <Loading /> : <Groups groups={groups} pack={pack} />}
        </Page>
      )}
    </Answered>
  )
}

function Groups({ groups, pack }: { groups: readonly UnmetGroup[]; pack: CountryPack }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const columns: Column<UnmetGroup>[] = [
    {
      id: 'item',
      heading: text('unmet.item'),
      isName: true,
      cell: ({ item }) => concernText(item, null, pack, speech),
    },
    { id: 'count', heading: text('unmet.count'), cell: ({ count }) => count },
    { id: 'urgent', heading: text('unmet.urgent'), cell: ({ urgent }) => urgent },
    {
      id: 'passed',
      heading: text('unmet.passed-to'),
      cell: ({ passedTo }) => passedTo.map(({ who, count }) => text('unmet.to', { who, count })).join(' · '),
    },
  ]
  return (
    <List
      caption={text('unmet.caption', { count: groups.length })}
      columns={columns}
      rows={groups}
      rowKey={({ item }) => item}
      whenEmpty={<PageState kind="empty" heading={text('unmet.none')} />}
    />
  )
}
