import type { AgencyKey } from '@komar/contract/agency-keys'
import type { HttpProblem } from '@komar/contract/problem'
import { plainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import type { PartsFault } from '../store/agency-keys/parts.ts'
import { useStore } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { LongTextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import './access.css'

type Props = {
  /** All keys of the agency: the parts say of which they are. */
  keys: readonly AgencyKey[]
  /** Those that the host did not give this device. */
  lacking: readonly AgencyKey[]
  onRestored: () => void
}

/** The parts on paper of any key that this device lacks, put together on it. */
export function RestoreKeyForm({ keys, lacking, onRestored }: Props): ReactNode {
  const { text } = useSpeech()
  const form = useRestoring(keys, lacking, onRestored)
  return (
    <form className="stack access-form" onSubmit={(event) => void form.submit(event)} noValidate>
      <p>{text('keys.restore-what')}</p>
      <Lacking keys={lacking} />
      <ErrorSummary errors={form.faults.errors} attempt={form.faults.attempt} />
      {form.typed.map((value, part) => (
        <LongTextField
          key={part}
          id={fieldOf(part)}
          label={text('keys.part-number', { number: part + 1 })}
          error={form.faults.errorOf(fieldOf(part))}
          autoCapitalize="characters"
          spellCheck={false}
          lang="en"
          value={value}
          onChange={(now) => form.type(part, now)}
        />
      ))}
      {form.problem !== null && <Notice tone="brick" heading={sayProblem(form.problem, text)} announce />}
      <div>
        <Button type="submit" weight="main" disabled={form.isTrying}>
          {text('keys.restore-do')}
        </Button>
      </div>
    </form>
  )
}

/** Whom to ask for their parts. */
function Lacking({ keys }: { keys: readonly AgencyKey[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  return (
    <ul>
      {keys.map(({ id, isCurrent, madeOn, partsNeeded, partHolders }) => (
        <li key={id}>
          {text(isCurrent ? 'keys.restore-current' : 'keys.restore-older', {
            day: formatDate(plainDate(madeOn), speech),
            needed: partsNeeded,
            who: [...new Set(partHolders)].join(', '),
          })}
        </li>
      ))}
    </ul>
  )
}

function useRestoring(keys: Props['keys'], lacking: Props['lacking'], onRestored: () => void) {
  const { text } = useSpeech()
  const store = useStore()
  const here = useSession().device
  const most = Math.max(...lacking.map(({ partsNeeded }) => partsNeeded))
  const [typed, setTyped] = useState<readonly string[]>(() => Array.from({ length: most }, () => ''))
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const [isTrying, setIsTrying] = useState(false)
  const faults = useFieldErrors()
  const say = ({ fault, part }: PartsFault): void => {
    const place = part ?? (fault === 'too-few' ? Math.max(0, typed.indexOf('')) : 0)
    faults.show([{ fieldId: fieldOf(place), message: text(`keys.part-${fault}`, { number: place + 1 }) }])
  }
  const restore = async (): Promise<void> => {
    const { restoreKey } = await import('../store/agency-keys/hand-out.ts')
    const result = await restoreKey(store.keys.keyring, typed, { keys, here })
    if ('fault' in result) return say(result)
    if (!result.ok) return setProblem(result.problem)
    setTyped(typed.map(() => ''))
    onRestored()
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    faults.clear()
    setProblem(null)
    setIsTrying(true)
    await restore().finally(() => setIsTrying(false))
  }
  const type = (part: number, now: string): void => {
    setTyped(typed.map((before, at) => (at === part ? now : before)))
    faults.clear()
  }
  return { typed, type, faults, problem, isTrying, submit }
}

function fieldOf(part: number): string {
  return `part-${part}`
}
