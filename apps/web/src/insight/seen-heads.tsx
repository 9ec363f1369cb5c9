// What this device has seen of the host's history, under the host's signature: a copy that the host cannot take back. A part of the page
// about the device.
import type { ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { useDevice } from './use-device.ts'

/** The last signed head here, and all of them as a file. Nothing where none came yet. */
export function SeenHeads(): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { host } = useSession()
  const signed = useDevice()?.chronicle.size().signed ?? []
  const last = signed.at(-1)
  if (last === undefined) return <p>{text('heads.seen-none')}</p>
  const content = signed.map((head) => `${JSON.stringify(head)}\n`).join('')
  return (
    <>
      <p>{text('heads.seen-what')}</p>
      <p>
        {text('heads.seen-last', {
          number: formatNumber(last.seq, speech),
          time: formatInstant(last.at, speech, host.timeZone),
        })}
      </p>
      <div className="screen-only">
        <Button onClick={() => download({ name: 'komar-heads.txt', type: 'text/plain;charset=utf-8', content })}>
          {text('heads.save')}
        </Button>
      </div>
    </>
  )
}
