import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { changeSecondFactorRoles, showSecondFactorRoles } from '@komar/contract/second-factor'
import type { Role } from '@komar/domain/access/roles'
import { useCallback, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useVault } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ManyField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { roleOptions } from './access-words.ts'
import './access.css'

/** Which roles cannot do without a second factor. */
export function SecondFactorRolesSection(): ReactNode {
  const ask = useCallback((isBackground: boolean) => call(showSecondFactorRoles, {}, { isBackground }), [])
  const asked = useAnswer(ask)
  const { value } = asked
  if (value !== undefined) return <Choose key={value.roles.join()} stored={value.roles} />
  return <NoAnswerYet asked={asked} />
}

function Choose({ stored }: { stored: readonly Role[] }): ReactNode {
  const text = useText()
  const { refresh } = useVault()
  const [roles, setRoles] = useState<readonly Role[]>(stored)
  const [outcome, setOutcome] = useState<HttpProblem | 'offline' | 'saved' | null>(null)
  const save = async (): Promise<void> => {
    const answer = await call(changeSecondFactorRoles, { body: { roles: [...roles] } })
    setOutcome(answer.ok ? 'saved' : answer.problem)
    // It may be one's own role.
    if (answer.ok) await refresh()
  }
  return (
    <div className="stack access-form">
      <p>{text('second-factor.roles-what')}</p>
      <ManyField
        id="second-factor-roles"
        label={text('second-factor.roles')}
        options={roleOptions(text).map(({ value, label }) => ({ value, label }))}
        values={roles}
        onChange={setRoles}
      />
      {outcome === 'saved' && <Notice tone="calm" heading={text('second-factor.roles-saved')} announce />}
      {outcome !== null && outcome !== 'saved' && <Notice tone="brick" heading={sayProblem(outcome, text)} announce />}
      <div>
        <Button onClick={() => void save()}>{text('second-factor.roles-save')}</Button>
      </div>
    </div>
  )
}
