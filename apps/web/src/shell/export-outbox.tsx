import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useStore } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { download } from './download.ts'

/** All that waits, as one file that only the host opens: for a broken phone, or a place that never has a network. */
export function ExportOutbox(): ReactNode {
  const text = useText()
  const { exportOutbox } = useStore()
  const [isMaking, setIsMaking] = useState(false)
  const save = async (): Promise<void> => {
    setIsMaking(true)
    try {
      // The name says nothing of whose it is.
      download({ name: 'hand-in.txt', type: 'text/plain', content: await exportOutbox() })
    } finally {
      setIsMaking(false)
    }
  }
  return (
    <div className="stack">
      <p className="soft">{text('unsent.export-what')}</p>
      <div>
        <Button disabled={isMaking} onClick={() => void save()}>
          {text('unsent.export')}
        </Button>
      </div>
    </div>
  )
}
