// What a page shows when it has nothing to show: each state says what is so, and the next step (ui.md, "Patterns").
import { CloudOff, DoorClosed, FileQuestion, Hand, Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import './page-state.css'

export type PageStateKind = 'empty' | 'offline' | 'needs-network' | 'refused' | 'forbidden' | 'gone'

const looks = {
  empty: { Icon: Inbox, heading: 'state.empty', next: 'state.empty-next' },
  offline: { Icon: CloudOff, heading: 'state.offline', next: 'state.offline-next' },
  'needs-network': { Icon: CloudOff, heading: 'state.needs-network', next: 'state.needs-network-next' },
  refused: { Icon: Hand, heading: 'state.refused', next: 'state.refused-next' },
  forbidden: { Icon: DoorClosed, heading: 'state.forbidden', next: 'state.forbidden-next' },
  gone: { Icon: FileQuestion, heading: 'state.gone', next: 'state.gone-next' },
} as const satisfies Record<PageStateKind, { Icon: unknown; heading: MessageId; next: MessageId }>

type Props = {
  kind: PageStateKind
  /** Says more exactly what is so; each state has a general sentence. */
  heading?: string
  next?: string
  /** The next step: a link or button. */
  children?: ReactNode
}

export function PageState(props: Props): ReactNode {
  const text = useText()
  const look = looks[props.kind]
  return (
    <section className="page-state">
      <look.Icon aria-hidden="true" size={32} strokeWidth={1.5} />
      <h2>{props.heading ?? text(look.heading)}</h2>
      <p>{props.next ?? text(look.next)}</p>
      {props.children}
    </section>
  )
}

/** A skeleton that stays invisible for 300 ms: most pages are there before. */
export function Loading(): ReactNode {
  const text = useText()
  return (
    <div role="status">
      <span className="only-for-readers">{text('state.loading')}</span>
      <div className="skeleton" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((bar) => (
          <div className="skeleton-bar" key={bar} />
        ))}
      </div>
    </div>
  )
}
