// Whose word a page gives: nothing is said of the host's, and this device's wears its time (product.md: never more certain than it is).
import { Smartphone } from 'lucide-react'
import { createContext, use, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Source } from '../store/ask.ts'
import { isToSend } from '../store/is-to-send.ts'
import { useUnsent } from '../store/store-provider.tsx'
import { useSession } from './session.tsx'

const SourceContext = createContext<Source | undefined>(undefined)

type Props = { source: Source | undefined; children: ReactNode }

/** What stands below was told by this source. */
export function ToldBy({ source, children }: Props): ReactNode {
  return <SourceContext value={source}>{children}</SourceContext>
}

/** "From this device, as of 3 March 2014, 14:02", and what has been written here since; nothing when the host answered. */
export function FromDevice(): ReactNode {
  const source = use(SourceContext)
  return source?.from === 'device' ? <Note asOf={source.asOf} /> : null
}

function Note({ asOf }: { asOf: string | null }): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  const waiting = (useUnsent() ?? []).filter(isToSend).length
  return (
    <p className="small soft" role="status">
      <Smartphone aria-hidden="true" size={16} />{' '}
      {asOf === null
        ? speech.text('state.from-device')
        : speech.text('state.from-device-at', { time: formatInstant(asOf, speech, host.timeZone) })}
      {waiting > 0 && ` ${speech.text('state.not-counted', { count: waiting })}`}
    </p>
  )
}
