// A press that records, on a page that keeps no draft: when the device has no room nothing was kept, what was typed stays, and it is said.
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { DiskFull, NoKeyToSeal } from '../store/disk.ts'
import { useRecord } from '../store/store-provider.tsx'
import { Notice } from '../ui/notice.tsx'

/** Why nothing was kept: there is no room, what was sealed before cannot be sealed, or it was not proved who writes. */
export type Hindrance = 'no-room' | 'no-key' | 'not-proved'

/** Of a press that kept nothing. @throws the fault where it is another. */
export function hindranceOf(fault: unknown): Hindrance {
  if (!(fault instanceof DiskFull)) throw fault
  return fault instanceof NoKeyToSeal ? 'no-key' : 'no-room'
}

type RecordIfRoom = {
  /** Answers whether it is on this device now. What was typed may go for good only then. */
  record: (...given: Parameters<ReturnType<typeof useRecord>>) => Promise<boolean>
  /** While it is being kept: a second press then would record it twice. */
  isKeeping: boolean
  hasNoRoom: boolean
  hindrance: Hindrance | null
}

/** Records as useRecord does, and answers false where there is no room. */
export function useRecordIfRoom(): RecordIfRoom {
  const keep = useRecord()
  const [hindrance, setHindrance] = useState<Hindrance | null>(null)
  const [keeping, setKeeping] = useState(0)
  const record: RecordIfRoom['record'] = async (...given) => {
    setHindrance(null)
    setKeeping((count) => count + 1)
    try {
      await keep(...given)
      return true
    } catch (fault) {
      setHindrance(hindranceOf(fault))
      return false
    } finally {
      setKeeping((count) => count - 1)
    }
  }
  return { record, isKeeping: keeping > 0, hasNoRoom: hindrance !== null, hindrance }
}

type Typed<Value> = {
  typed: Value
  change: (typed: Value) => void
  /** Empties the form at once and gives what stood in it to `keep`. */
  take: (keep: (taken: Value) => Promise<boolean>) => Promise<boolean>
}

/**
 * What is typed into a form that is there again for the next record. It is taken at the press, so that nothing typed after it is wiped when
 * the record is kept, and a second press is not a second record. When nothing was kept it comes back, `together` with what was typed since.
 */
export function useTyped<Value>(empty: Value, together: (taken: Value, since: Value) => Value): Typed<Value> {
  const [typed, setTyped] = useState(empty)
  const take: Typed<Value>['take'] = async (keep) => {
    setTyped(empty)
    let isKept = false
    try {
      isKept = await keep(typed)
    } finally {
      if (!isKept) setTyped((since) => together(typed, since))
    }
    return isKept
  }
  return { typed, change: setTyped, take }
}

/** Says that nothing was kept, and what to do. */
export function NoRoom({ because = 'no-room' }: { because?: Hindrance | null }): ReactNode {
  const text = useText()
  return (
    <Notice tone="amber" heading={text(`form.${because ?? 'no-room'}`)} announce>
      <p>{text(`form.${because ?? 'no-room'}-next`)}</p>
    </Notice>
  )
}
