// "Kept on this device": how much, how old, of which prisons, which children besides. A part of the page about the device.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { useDirectory } from '../register/directory.ts'
import { useSession } from '../shell/session.tsx'
import type { HeldSize } from '../store/device-chronicle-port.ts'
import { buttonClass } from '../ui/button.tsx'
import { DownloadLine } from './download-line.tsx'
import { useDevice } from './use-device.ts'
import { useKeeping } from './use-keeping.ts'

const bytesInMegabyte = 1024 * 1024

/** What this device keeps; nothing where none is open. */
export function KeptOnDevice(): ReactNode {
  const text = useText()
  const device = useDevice()
  if (device === null) return null
  return (
    <>
      <HowMuch size={device.chronicle.size()} />
      <DownloadLine state={device.download.state()} />
      <WhichPart />
      <p className="screen-only">
        <Link to="/prepare" className={buttonClass()}>
          {text('prepare.title')}
        </Link>
      </p>
    </>
  )
}

/** "1,204 entries about 85 people and places, 2.4 MB; as of …". */
export function HowMuch({ size }: { size: HeldSize }): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  return (
    <div className="stack-tight">
      <p>{sayHowMuch(size, speech)}</p>
      <p>
        {size.asOf === null
          ? speech.text('kept.nothing-yet')
          : speech.text('kept.as-of', { time: formatInstant(size.asOf, speech, host.timeZone) })}
      </p>
    </div>
  )
}

function sayHowMuch({ entries, subjects, bytes }: HeldSize, speech: Speech): string {
  return speech.text('kept.how-much', {
    entries: formatNumber(entries, speech),
    subjects: formatNumber(subjects, speech),
    size: formatNumber(bytes / bytesInMegabyte, speech, 1),
  })
}

function WhichPart(): ReactNode {
  const text = useText()
  const { value } = useKeeping().asked
  const { facilityName } = useDirectory()
  if (value === undefined) return null
  const { facilities, pinned } = value
  return (
    <div className="stack-tight">
      <p>
        {facilities === 'all'
          ? text('kept.all')
          : text('kept.prisons', { prisons: facilities.map(facilityName).join(', '), count: facilities.length })}
      </p>
      {pinned.length > 0 && <p>{text('kept.pinned', { count: pinned.length })}</p>}
    </div>
  )
}
