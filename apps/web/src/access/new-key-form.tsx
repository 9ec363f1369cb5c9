import type { AgencyKey, KeyDevice } from '@komar/contract/agency-keys'
import type { HttpProblem } from '@komar/contract/problem'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import type { PreparedKey } from '../store/agency-keys/hand-out.ts'
import { useStore } from '../store/store-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { NewKeyChoices, type KeyChoices } from './new-key-choices.tsx'
import { PartsOnPaper } from './parts-on-paper.tsx'

type Props = {
  /** The key in whose place it is made; null: there is none. */
  former: Pick<AgencyKey, 'id' | 'scope'> | null
  /** Devices that have the former. */
  devices: readonly KeyDevice[]
  onMade: () => void
}

type Step = { is: 'choosing' } | { is: 'writing'; choices: KeyChoices; prepared: PreparedKey }

/**
 * Makes a key. The parts are on paper before the host hears of the key: a key of which no part was written down is lost with the first
 * phone. Whoever leaves before that has made nothing.
 */
export function NewKeyForm({ former, devices, onMade }: Props): ReactNode {
  const { text } = useSpeech()
  const { keys } = useStore()
  const here = useSession().device
  const [step, setStep] = useState<Step>({ is: 'choosing' })
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)

  const begin = async (choices: KeyChoices): Promise<void> => {
    setProblem(null)
    const { prepareKey } = await import('../store/agency-keys/hand-out.ts')
    setStep({ is: 'writing', choices, prepared: await prepareKey(choices.holders.length, choices.needed) })
  }
  const send = async ({ choices, prepared: { key } }: Extract<Step, { is: 'writing' }>): Promise<void> => {
    const { sendNewKey } = await import('../store/agency-keys/hand-out.ts')
    const { scope, needed, holders } = choices
    const kept = devices.filter(({ device }) => choices.devices.includes(device))
    const made = { key, scope, former: former?.id ?? null, needed, holders, devices: kept, here }
    const answer = await sendNewKey(keys.keyring, made)
    if (!answer.ok) return setProblem(answer.problem)
    setStep({ is: 'choosing' })
    onMade()
  }
  return (
    <>
      {problem !== null && (
        <Notice tone="brick" heading={sayProblem(problem, text)} announce>
          <p>{text('keys.not-made')}</p>
        </Notice>
      )}
      {step.is === 'choosing' ? (
        <NewKeyChoices former={former} devices={devices} onChosen={(choices) => void begin(choices)} />
      ) : (
        <PartsOnPaper
          parts={step.prepared.parts}
          holders={step.choices.holderNames}
          needed={step.choices.needed}
          onWritten={() => send(step)}
          onLeave={() => setStep({ is: 'choosing' })}
        />
      )}
    </>
  )
}
