import type { OwnKey } from '@komar/contract/agency-keys'
import type { HttpProblem } from '@komar/contract/problem'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Say } from '../i18n/speech.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import type { PartsFault } from '../store/agency-keys/parts.ts'
import { useStore } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { LongTextField } from '../ui/text-field.tsx'
import './access.css'

type Props = {
  agencyKey: Pick<OwnKey, 'id' | 'recipient' | 'former' | 'voucher'>
  needed: number
  onRestored: () => void
}

type Outcome = PartsFault | { problem: HttpProblem | 'offline' } | null

/** The parts on paper, put together on this device when no other has the key any more. */
export function RestoreKeyForm({ agencyKey, needed, onRestored }: Props): ReactNode {
  const { text } = useSpeech()
  const { keys } = useStore()
  const { device } = useSession()
  const [typed, setTyped] = useState<readonly string[]>(() => Array.from({ length: needed }, () => ''))
  const [outcome, setOutcome] = useState<Outcome>(null)
  const restore = async (): Promise<void> => {
    setOutcome(null)
    const { restoreKey } = await import('../store/agency-keys/hand-out.ts')
    const result = await restoreKey(keys.keyring, typed, { key: agencyKey, here: device })
    if ('fault' in result) return setOutcome(result)
    if (!result.ok) return setOutcome({ problem: result.problem })
    setTyped(typed.map(() => ''))
    onRestored()
  }
  return (
    <form
      className="stack access-form"
      onSubmit={(event) => {
        event.preventDefault()
        void restore()
      }}
    >
      <p>{text('keys.restore-what', { needed })}</p>
      <PartFields typed={typed} outcome={outcome} onChange={setTyped} />
      {outcome !== null && isOfAll(outcome) && <Notice tone="brick" heading={wordsOf(outcome, text)} announce />}
      <div>
        <Button type="submit" weight="main">
          {text('keys.restore-do')}
        </Button>
      </div>
    </form>
  )
}

/** Else it stands beside the part that is wrong. */
function isOfAll(outcome: NonNullable<Outcome>): boolean {
  return 'problem' in outcome || outcome.part === null
}

function wordsOf(outcome: NonNullable<Outcome>, text: Say): string {
  if ('problem' in outcome) return sayProblem(outcome.problem, text)
  return text(`keys.part-${outcome.fault}`, { number: (outcome.part ?? 0) + 1 })
}

type FieldsProps = { typed: readonly string[]; outcome: Outcome; onChange: (typed: readonly string[]) => void }

function PartFields({ typed, outcome, onChange }: FieldsProps): ReactNode {
  const { text } = useSpeech()
  const wrong = outcome !== null && 'fault' in outcome ? outcome.part : null
  return typed.map((value, part) => (
    <LongTextField
      key={part}
      id={`part-${part}`}
      label={text('keys.part-number', { number: part + 1 })}
      error={outcome !== null && wrong === part ? wordsOf(outcome, text) : undefined}
      autoCapitalize="characters"
      spellCheck={false}
      lang="en"
      value={value}
      onChange={(now) => onChange(typed.map((before, at) => (at === part ? now : before)))}
    />
  ))
}
