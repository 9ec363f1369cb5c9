import type { AgencyKey, KeyDevice } from '@komar/contract/agency-keys'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import type { Made, PreparedKey } from '../store/agency-keys/hand-out.ts'
import { useStore } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
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

type Writing = { is: 'writing'; choices: KeyChoices; prepared: PreparedKey }
/** `left`: the host said that it does not have the key of which the parts are on paper. */
type Step = { is: 'choosing' } | { is: 'left' } | Writing

/**
 * Makes a key. The parts are on paper before the host hears of the key: a key of which no part was written down is lost with the first
 * phone. Whoever leaves before that has made nothing. An answer may be lost: nobody is told to destroy a part before the host was asked.
 */
export function NewKeyForm({ former, devices, onMade }: Props): ReactNode {
  const { text } = useSpeech()
  const { step, open, begin, send, askAgain, leave } = useMaking({ former, devices, onMade })
  if (step.is !== 'writing') {
    return (
      <>
        {step.is === 'left' && <Notice tone="amber" heading={text('keys.not-made')} announce />}
        <NewKeyChoices former={former} devices={devices} onChosen={(choices) => void begin(choices)} />
      </>
    )
  }
  return (
    <>
      {open !== null && <Open open={open} onAskAgain={askAgain} />}
      <PartsOnPaper
        parts={step.prepared.parts}
        holders={step.choices.holderNames}
        needed={step.choices.needed}
        onWritten={() => send(step)}
        onLeave={() => leave(step)}
      />
    </>
  )
}

type Unsettled = Exclude<Made, { is: 'made' }>

function useMaking({ former, devices, onMade }: Props) {
  const { keys } = useStore()
  const here = useSession().device
  const [step, setStep] = useState<Step>({ is: 'choosing' })
  const [open, setOpen] = useState<Unsettled | null>(null)
  const begin = async (choices: KeyChoices): Promise<void> => {
    const { prepareKey } = await import('../store/agency-keys/hand-out.ts')
    setStep({ is: 'writing', choices, prepared: await prepareKey(choices.holders.length, choices.needed) })
  }
  const settle = (fate: Made): void => {
    setOpen(fate.is === 'made' ? null : fate)
    if (fate.is !== 'made') return
    setStep({ is: 'choosing' })
    onMade()
  }
  const send = async ({ choices, prepared: { key } }: Writing): Promise<void> => {
    const { sendNewKey } = await import('../store/agency-keys/hand-out.ts')
    const { scope, needed, holders } = choices
    const kept = devices.filter(({ device }) => choices.devices.includes(device))
    settle(
      await sendNewKey(keys.keyring, { key, scope, former: former?.id ?? null, needed, holders, devices: kept, here }),
    )
  }
  const ask = async ({ prepared: { key } }: Writing, { problem }: Unsettled): Promise<Made> => {
    const { findMade } = await import('../store/agency-keys/hand-out.ts')
    return findMade(keys.keyring, key, problem)
  }
  const askAgain = async (): Promise<void> => {
    if (step.is === 'writing' && open !== null) settle(await ask(step, open))
  }
  const leave = async (writing: Writing): Promise<void> => {
    // Never sent: the host cannot have it.
    if (open === null) return setStep({ is: 'choosing' })
    const fate = await ask(writing, open)
    if (fate.is !== 'not-there') return settle(fate)
    setOpen(null)
    setStep({ is: 'left' })
  }
  return { step, open, begin, send, askAgain, leave }
}

/** That it is not known, or not done; the parts stay good as long as this stands. */
function Open({ open: { is, problem }, onAskAgain }: { open: Unsettled; onAskAgain: () => Promise<void> }): ReactNode {
  const { text } = useSpeech()
  const [isAsking, setIsAsking] = useState(false)
  const ask = async (): Promise<void> => {
    setIsAsking(true)
    await onAskAgain().finally(() => setIsAsking(false))
  }
  if (is === 'not-there') {
    return (
      <Notice tone="brick" heading={sayProblem(problem, text)} announce>
        <p>{text('keys.not-there')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="amber" heading={text('keys.unknown')} announce>
      <p>{text('keys.unknown-next')}</p>
      <div>
        <Button disabled={isAsking} onClick={() => void ask()}>
          {text('keys.ask-again')}
        </Button>
      </div>
    </Notice>
  )
}
