// Which prisons this device leaves out: where it answers for itself, a prison that it does not keep is unknown, never empty.
import { showKeeping } from '@komar/contract/devices'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'

function question(isBackground: boolean) {
  return ask(showKeeping, {}, { isBackground })
}

/** Tells of a prison whether the page knows nothing of who is there: no host answers, and this device keeps other prisons only. */
export function useLeftOut(): (facility: string) => boolean {
  const { value, source } = useAnswer(question)
  const kept = source?.from === 'device' ? value?.facilities : undefined
  return (facility) => kept !== undefined && kept !== 'all' && !kept.includes(facility)
}
