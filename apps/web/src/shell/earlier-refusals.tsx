import { listRefusals } from '@komar/contract/chronicle'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayProblem } from './problem-words.ts'
import { useSession } from './session.tsx'
import { pageOfRefused, unanswered, type Refused } from './unanswered.ts'

function askRefusals(isBackground: boolean) {
  return ask(listRefusals, { query: {} }, { isBackground })
}

/** What the host refused of this person and nobody answered yet, beyond what this device lists. */
export function EarlierRefusals({ onDevice }: { onDevice: readonly { id: string }[] }): ReactNode {
  const text = useText()
  const { value } = useAnswer(askRefusals)
  const open = unanswered(value?.refusals ?? [], onDevice)
  if (open.length === 0) return null
  return (
    <section className="stack" aria-labelledby="earlier-heading">
      <h2 id="earlier-heading">{text('unsent.earlier')}</h2>
      <p>{text('unsent.earlier-what')}</p>
      <ul className="stack plain-list">
        {open.map((refused) => (
          <li key={refused.id}>
            <EarlierRefusal refused={refused} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function EarlierRefusal({ refused }: { refused: Refused }): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  const { problem, received, kind } = refused
  const page = pageOfRefused(refused)
  return (
    <Notice tone="brick" heading={speech.text(kindTitle(kind ?? ''))}>
      <p>{sayProblem({ code: problem.code, params: problem.params }, speech.text)}</p>
      {problem.missing !== undefined && <p>{speech.text('unsent.missing', { count: problem.missing.length })}</p>}
      <p className="soft">
        {speech.text('unsent.refused-on', { date: formatInstant(received, speech, host.timeZone) })}
      </p>
      {page !== null && (
        <div>
          <Link to={page.to} params={{ id: page.id }} className={buttonClass()}>
            {speech.text('unsent.write-anew')}
          </Link>
        </div>
      )}
    </Notice>
  )
}
