// Two sheets of a child's page on paper, each by itself: its growth, to be looked at with its mother, and what each informant said. Neither
// carries anything else of the file.
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { AccessClass } from '@komar/domain/access/classes'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'
import { GrowthSheet } from '../wellbeing/growth-sheet.tsx'
import { InformantsPart } from '../wellbeing/informants-part.tsx'
import { useChild } from './use-child.ts'

export function GrowthSheetPage(): ReactNode {
  const { id } = useParams({ from: '/frame/children/$id/growth' })
  return <Sheet id={id} title="growth-sheet.title" needs="health" Content={GrowthSheet} />
}

export function InformantsSheetPage(): ReactNode {
  const { id } = useParams({ from: '/frame/children/$id/informants' })
  return <Sheet id={id} title="informants-sheet.title" needs="psychology" Content={InformantsPart} />
}

type Props = {
  id: string
  title: MessageId
  needs: AccessClass
  Content: (props: { file: ChildFile; isSheet: boolean }) => ReactNode
}

function Sheet({ id, title, needs, Content }: Props): ReactNode {
  const text = useText()
  const { mayRead } = useSession()
  const { asked, file } = useChild(id)
  if (!mayRead.includes(needs)) return <PageState kind="forbidden" />
  return (
    <Answered asked={asked} title={title}>
      {({ child }) => (
        <Page
          title={title}
          heading={
            <>
              {text(title)}: <PersonName person={child} />
            </>
          }
          actions={
            <Button weight="main" onClick={() => globalThis.print()}>
              {text('paper.print')}
            </Button>
          }
        >
          {file === null ? <Loading /> : <Content file={file} isSheet />}
        </Page>
      )}
    </Answered>
  )
}
