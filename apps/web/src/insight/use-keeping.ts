// What this device is to keep: asked of the host and changed there, as the feed is narrowed by it. Without a network it is as last heard.
import { call } from '@komar/contract/client'
import { changeKeeping, showKeeping, type Keeping } from '@komar/contract/devices'
import type { HttpProblem } from '@komar/contract/problem'
import { useState } from 'react'
import { ask, attachedDevice } from '../store/ask.ts'
import { useAnswer, type Asked } from '../store/use-answer.ts'

export type KeepingHandle = {
  asked: Asked<Keeping>
  /** The choice cannot be changed: the host said no, or was not reached. */
  problem: HttpProblem | 'offline' | null
  isChanging: boolean
  /** Takes effect at the host, and the download begins anew beside what is here. */
  change: (to: Keeping) => Promise<void>
}

function question(isBackground: boolean) {
  return ask(showKeeping, {}, { isBackground })
}

export function useKeeping(): KeepingHandle {
  const asked = useAnswer(question)
  const [problem, setProblem] = useState<KeepingHandle['problem']>(null)
  const [isChanging, setIsChanging] = useState(false)
  const change = async (to: Keeping): Promise<void> => {
    setIsChanging(true)
    const answer = await call(changeKeeping, { body: to })
    setIsChanging(false)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    asked.askAgain()
    attachedDevice()?.download.beginAnew()
  }
  return { asked, problem, isChanging, change }
}
