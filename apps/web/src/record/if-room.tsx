// A press that records, on a page that keeps no draft: when the device has no room nothing was kept, what was typed stays, and it is said.
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { DiskFull } from '../store/disk.ts'
import { useRecord } from '../store/store-provider.tsx'
import { Notice } from '../ui/notice.tsx'

type RecordIfRoom = {
  /** Answers whether it is on this device now. What was typed may go only then. */
  record: (...given: Parameters<ReturnType<typeof useRecord>>) => Promise<boolean>
  hasNoRoom: boolean
}

/** Records as useRecord does, and answers false where there is no room. */
export function useRecordIfRoom(): RecordIfRoom {
  const keep = useRecord()
  const [hasNoRoom, setHasNoRoom] = useState(false)
  const record: RecordIfRoom['record'] = async (...given) => {
    setHasNoRoom(false)
    try {
      await keep(...given)
      return true
    } catch (fault) {
      if (!(fault instanceof DiskFull)) throw fault
      setHasNoRoom(true)
      return false
    }
  }
  return { record, hasNoRoom }
}

/** Says that nothing was kept, and what to do. */
export function NoRoom(): ReactNode {
  const text = useText()
  return (
    <Notice tone="amber" heading={text('form.no-room')} announce>
      <p>{text('form.no-room-next')}</p>
    </Notice>
  )
}
