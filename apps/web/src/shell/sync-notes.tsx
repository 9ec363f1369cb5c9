// What stands between this device and the host: no room, a host that shows another past, a long download, a wrong clock.
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useStore, useSync } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

const minuteMs = 60_000

export function SyncNotes(): ReactNode {
  const text = useText()
  const { sync } = useStore()
  const { pull, push, progress, skewMs, isFull } = useSync()
  const skewMinutes = Math.round(Math.abs(skewMs) / minuteMs)
  const isWaiting = pull === 'waiting' || pull === 'unsure' || push === 'waiting'
  return (
    <>
      {pull === 'contradicted' && (
        <Notice tone="brick" heading={text('unsent.contradicted')}>
          <p>{text('unsent.contradicted-next')}</p>
        </Notice>
      )}
      {isFull && (
        <Notice tone="amber" heading={text('unsent.full')} announce>
          <p>{text('unsent.full-next')}</p>
        </Notice>
      )}
      {progress !== null && (
        <Notice announce>
          <p>{text('unsent.progress', { percent: Math.floor(progress.part * 100) })}</p>
          <progress value={progress.part} max={1} aria-label={text('unsent.title')} />
          {progress.leftMs !== null && (
            <p>{text('unsent.progress-left', { minutes: Math.max(1, Math.round(progress.leftMs / minuteMs)) })}</p>
          )}
        </Notice>
      )}
      {skewMinutes > 0 && (
        <Notice tone="amber">
          <p>{text(skewMs > 0 ? 'unsent.clock-ahead' : 'unsent.clock-behind', { minutes: skewMinutes })}</p>
        </Notice>
      )}
      {isWaiting && (
        <div>
          <Button onClick={sync.wake}>{text('unsent.try-now')}</Button>
        </div>
      )}
    </>
  )
}
