import type { FreshInvitation } from '@komar/contract/accounts'
import { Copy } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import './access.css'

type Props = {
  invitation: FreshInvitation
  user: string
  /** It connects with the identity provider and sets no password. */
  isOfProvider?: boolean
  /** Forgets it: it is nowhere else. */
  children?: ReactNode
}

/** A one-time link to set a password or to be connected, shown here and never again. The token stands in the fragment, which browsers send to no host. */
export function FreshLink({ invitation, user, isOfProvider = false, children }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const box = useRef<HTMLDivElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => box.current?.focus(), [])
  const link = `${location.origin}/join#${invitation.token}`
  const copy = async (): Promise<void> => {
    // Some browsers allow it only on secure addresses; the link stands there to be copied by hand.
    await navigator.clipboard?.writeText(link).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return (
    <Notice
      tone="calm"
      heading={text(isOfProvider ? 'invitation.fresh-provider' : 'invitation.fresh')}
      ref={box}
      announce
    >
      <p className="fresh-link" translate="no">
        {link}
      </p>
      <p>{text(isOfProvider ? 'invitation.hand-over-provider' : 'invitation.hand-over', { user })}</p>
      <p className="soft">{text('invitation.once', { until: formatInstant(invitation.until, speech, timeZone) })}</p>
      <div className="row screen-only">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden="true" size={20} /> {text('invitation.copy')}
        </Button>
        {children}
      </div>
      {isCopied && <p role="status">{text('invitation.copied')}</p>}
    </Notice>
  )
}
