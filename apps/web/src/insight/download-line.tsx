// How the download stands: a bar with numbers while it runs, a sentence when it does not.
import type { ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { DownloadState } from '../store/download-port.ts'
import { Notice } from '../ui/notice.tsx'
import './prepare.css'

export function DownloadLine({ state }: { state: DownloadState }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  if (state.is === 'whole') return <p>{text('prepare.whole')}</p>
  const { entries, expected } = state
  const count = formatNumber(entries, speech)
  const words =
    expected === null
      ? text('prepare.got', { count })
      : text('prepare.got-of', { count, expected: formatNumber(expected, speech) })
  return (
    <div className="stack-tight">
      <label className="stack-tight">
        <span role="status">{words}</span>
        <progress
          className="download-bar"
          max={expected ?? undefined}
          value={expected === null ? undefined : entries}
        />
      </label>
      {state.is === 'stopped' && <Notice tone="amber">{text(`prepare.stopped.${state.because}`)}</Notice>}
    </div>
  )
}
