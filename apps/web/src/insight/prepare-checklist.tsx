// The checklist before a visit: every point with what is so in words, and what to do where something is missing.
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, Eye, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isReady, type Check, type Standing } from './prepare-checks.ts'
import './prepare.css'

const icons = { ready: CircleCheck, missing: CircleAlert, look: Eye, note: Info } as const satisfies Record<
  Standing,
  unknown
>

type Persisting = {
  onPersist: () => void
  /** The browser was asked, and promised nothing. */
  wasRefused: boolean
}

type Props = Persisting & { checks: readonly Check[]; lockAfterMinutes: number }

export function PrepareChecklist({ checks, lockAfterMinutes, ...persisting }: Props): ReactNode {
  const text = useText()
  const missing = checks.filter(({ standing }) => standing === 'missing').length
  return (
    <>
      <Notice
        tone={missing === 0 ? 'calm' : 'amber'}
        heading={isReady(checks) ? text('prepare.ready') : text('prepare.not-ready', { count: missing })}
        announce
      />
      <ul className="plain-list check-list">
        {checks.map((check) => (
          <li key={check.name} data-standing={check.standing}>
            <Line check={check} {...persisting} />
          </li>
        ))}
        <li data-standing="note">
          <Info aria-hidden="true" size={20} />
          <span>{text('prepare.locks', { minutes: lockAfterMinutes })}</span>
        </li>
      </ul>
    </>
  )
}

function Line({ check, onPersist, wasRefused }: Persisting & { check: Check }): ReactNode {
  const text = useText()
  const { name, standing, count = 0 } = check
  const Icon = icons[standing]
  return (
    <>
      <Icon aria-hidden="true" size={20} />
      <div className="stack-tight">
        <span>{text(sentenceOf(check), { count })}</span>
        {name === 'persistent' && standing === 'missing' && wasRefused && (
          <>
            <p role="status">{text('prepare.persist-refused')}</p>
            <p className="link-list">
              <Link to="/device" hash="install">
                {text('prepare.how-install')}
              </Link>
            </p>
          </>
        )}
        {name === 'persistent' && standing === 'missing' && (
          <div>
            <Button onClick={onPersist}>{text('prepare.persist')}</Button>
          </div>
        )}
      </div>
    </>
  )
}

function sentenceOf(check: Check): MessageId {
  switch (check.name) {
    case 'download':
    case 'pinned':
      return `prepare.check.${check.name}.${check.standing}`
    case 'app':
    case 'persistent':
    case 'room':
    case 'charge':
      return `prepare.check.${check.name}.${check.standing}`
    case 'unsent':
    case 'drafts':
      return `prepare.check.${check.name}.${check.standing}`
  }
}
