// "Keep on this device": a child stays here with its chronicle, its carers and kin, also where its prison is not kept.
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Notice } from '../ui/notice.tsx'
import { Tick } from '../ui/choice-field.tsx'
import { useDevice } from './use-device.ts'
import { useKeeping } from './use-keeping.ts'

/** Asked for by its address in the page's menu; nothing where no device is open, or all is kept as it is. */
export function PinChild({ child }: { child: string }): ReactNode {
  return useDevice() === null ? null : <Pin child={child} />
}

function Pin({ child }: { child: string }): ReactNode {
  const text = useText()
  const { asked, problem, isChanging, change } = useKeeping()
  const [wanted, setWanted] = useState<boolean | null>(null)
  const { value } = asked
  if (value === undefined || value.facilities === 'all') return null
  const { pinned } = value
  const isPinned = wanted ?? pinned.includes(child)
  const set = async (isKept: boolean): Promise<void> => {
    setWanted(isKept)
    const others = pinned.filter((one) => one !== child)
    await change({ ...value, pinned: isKept ? [...others, child] : others })
    setWanted(null)
  }
  return (
    <div className="stack-tight screen-only">
      <Tick
        label={text('pin.keep')}
        hint={text(isChanging ? 'pin.changing' : 'pin.keep-what')}
        isTicked={isPinned}
        onChange={(isTicked) => void set(isTicked)}
      />
      {problem !== null && (
        <Notice tone="brick" announce>
          {problem === 'offline' ? text('pin.needs-network') : sayProblem(problem, text)}
        </Notice>
      )}
    </div>
  )
}
