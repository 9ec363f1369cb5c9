import { Link } from '@tanstack/react-router'
import { PencilLine } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { recordGroups, type RecordGroup } from '../register/actions.ts'
import { buttonClass } from '../ui/button.tsx'
import './record-menu.css'

type Item = { to: string; label: MessageId; group?: RecordGroup | undefined }
type Props = { items: readonly Item[] }

/** The forms that someone may fill in here. */
export function RecordMenu({ items }: Props): ReactNode {
  const text = useText()
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !details.current?.open) return
      details.current.open = false
      details.current.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])
  if (items.length === 0) return null
  return (
    <details className="record-menu screen-only" ref={details}>
      <summary className={buttonClass('main')}>
        <PencilLine aria-hidden="true" size={18} /> {text('child.record')}
      </summary>
      <div className="record-menu-groups">
        {[undefined, ...recordGroups].map((group) => (
          <MenuGroup key={group ?? ''} group={group} items={items.filter((item) => item.group === group)} />
        ))}
      </div>
    </details>
  )
}

function MenuGroup({ group, items }: { group: RecordGroup | undefined; items: readonly Item[] }): ReactNode {
  const text = useText()
  if (items.length === 0) return null
  return (
    <div>
      {group !== undefined && <h2 className="record-menu-heading">{text(`record-group.${group}`)}</h2>}
      <ul className="plain-list">
        {items.map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{text(label)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
