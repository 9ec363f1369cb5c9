import { call } from '@komar/contract/client'
import { childReaders } from '@komar/contract/register'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { formatInstant } from '../i18n/format-instant.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Directory } from '../register/directory.ts'
import { NoAnswer } from '../shell/answered.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { List } from '../ui/list.tsx'
import type { Answer } from '@komar/contract/client'

type Readers = z.output<typeof childReaders.output>
type Props = { child: string; directory: Directory }

/** Who opened what about this child; asked for only when someone wants to know. */
export function ReadersSection({ child, directory }: Props): ReactNode {
  const text = useText()
  const [answer, setAnswer] = useState<Answer<Readers> | null>(null)
  const ask = (): void => void call(childReaders, { params: { id: child } }).then(setAnswer)
  if (answer === null) {
    return (
      <div className="screen-only">
        <Button onClick={ask}>{text('readers.show')}</Button>
      </div>
    )
  }
  if (!answer.ok) return <NoAnswer problem={answer.problem} askAgain={ask} />
  return <ReaderList readers={answer.value.readers} directory={directory} />
}

const readWords: Readonly<Record<string, MessageId>> = {
  'child.opened': 'readers.child-opened',
  'chronicle.opened': 'readers.chronicle-opened',
  delivered: 'readers.delivered',
  'feed.delivered': 'readers.delivered',
  'glass.asked': 'readers.glass',
  'glass.read': 'readers.glass',
  'own-copy.made': 'readers.own-copy',
}

function ReaderList({ readers, directory }: { readers: Readers['readers'] } & Pick<Props, 'directory'>): ReactNode {
  const speech = useSpeech()
  const { timeZone } = useSession().host
  return (
    <List
      caption={speech.text('readers.caption')}
      columns={[
        {
          id: 'who',
          heading: speech.text('readers.column-who'),
          isName: true,
          cell: ({ displayName, agency }) => (
            <>
              {displayName}
              <div className="soft small">{directory.agencyName(agency)}</div>
            </>
          ),
        },
        {
          id: 'when',
          heading: speech.text('readers.column-when'),
          cell: ({ at }) => formatInstant(at, speech, timeZone),
        },
        {
          id: 'what',
          heading: speech.text('readers.column-what'),
          cell: ({ what }) => speech.text(readWords[what] ?? 'readers.other'),
        },
      ]}
      rows={readers}
      rowKey={({ at, what, displayName }) => `${at} ${what} ${displayName}`}
      whenEmpty={<p>{speech.text('readers.none')}</p>}
    />
  )
}
