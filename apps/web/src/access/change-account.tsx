import { changeAccount, type Account } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ManyField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { roleOptions } from './access-words.ts'
import { nameFaults, roleFaults } from './account-faults.ts'
import { useFormFaults } from './use-form-faults.ts'
import './access.css'

type Field = 'displayName' | 'roles'

/** Another name or other roles. */
export function ChangeAccount({ account, onChanged }: { account: Account; onChanged: () => void }): ReactNode {
  const text = useText()
  const [displayName, setDisplayName] = useState(account.displayName)
  const [roles, setRoles] = useState(account.roles)
  const faults = useFormFaults<Field>({
    all: ['displayName', 'roles'],
    taken: 'roles',
    takenWords: 'agencies.conflict',
  })
  const isSame = displayName === account.displayName && roles.toSorted().join() === account.roles.toSorted().join()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!faults.isFit([...nameFaults(displayName), ...roleFaults(roles)])) return
    const answer = await call(changeAccount, { params: { id: account.id }, body: { displayName, roles } })
    if (!answer.ok) return faults.refuse(answer.problem)
    onChanged()
  }
  return (
    <form className="stack access-form" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
      <TextField
        id="displayName"
        label={text('account.name')}
        autoComplete="off"
        value={displayName}
        onChange={setDisplayName}
        error={faults.errorOf('displayName')}
      />
      <ManyField
        id="roles"
        label={text('account.roles')}
        help={text('account.roles-change-help')}
        options={roleOptions(text)}
        values={roles}
        onChange={setRoles}
        error={faults.errorOf('roles')}
      />
      <div>
        <Button type="submit" disabled={isSame}>
          {text('account.save')}
        </Button>
      </div>
    </form>
  )
}
