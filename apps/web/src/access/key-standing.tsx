import { chooseSealScope, type AgencyKey } from '@komar/contract/agency-keys'
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { sealScopes, type SealScope } from '@komar/domain/chronicle/sealed-text'
import { plainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import './access.css'

type Props = { agencyKey: AgencyKey; onChange: () => void }

/** The key that stands: since when, who holds parts of it, and what is sealed with it. */
export function KeyStanding({ agencyKey, onChange }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { madeOn, madeBy, partsNeeded, partHolders, scope } = agencyKey
  return (
    <>
      <p>{text('keys.made', { day: formatDate(plainDate(madeOn), speech), who: madeBy })}</p>
      <p>{text('keys.parts-held', { needed: partsNeeded, total: partHolders.length })}</p>
      <ol className="steps stack-tight">
        {partHolders.map((holder, at) => (
          // One person may hold several: the place is what tells them apart.
          <li key={`${at} ${holder}`}>{holder}</li>
        ))}
      </ol>
      <Scope key={scope} stored={scope} onChange={onChange} />
    </>
  )
}

type ScopeFieldProps = { value: SealScope; onChange: (scope: SealScope) => void; offered: readonly SealScope[] }

/** What is sealed; each choice says what it costs. */
export function ScopeField({ value, onChange, offered }: ScopeFieldProps): ReactNode {
  const { text } = useSpeech()
  return (
    <ChoiceField
      id="scope"
      label={text('keys.scope')}
      options={offered.map((scope) => ({
        value: scope,
        label: text(`keys.scope-${scope}`),
        hint: text(`keys.scope-${scope}-hint`),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

function Scope({ stored, onChange }: { stored: SealScope; onChange: () => void }): ReactNode {
  const { text } = useSpeech()
  const [scope, setScope] = useState(stored)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const save = async (): Promise<void> => {
    const answer = await call(chooseSealScope, { body: { scope } })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChange()
  }
  return (
    <div className="stack access-form">
      <ScopeField value={scope} onChange={setScope} offered={sealScopes} />
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      {scope !== stored && (
        <div>
          <Button weight="main" onClick={() => void save()}>
            {text('keys.scope-save')}
          </Button>
        </div>
      )}
    </div>
  )
}
