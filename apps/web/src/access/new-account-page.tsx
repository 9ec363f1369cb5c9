import { createAccount, type FreshInvitation } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { ChoiceField, ManyField, SelectField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { agencyName, roleOptions } from './access-words.ts'
import { accountFaults, type NewAccountValues } from './account-faults.ts'
import { FreshLink } from './fresh-link.tsx'
import { useFormFaults } from './use-form-faults.ts'
import { usePeople, type People } from './use-people.ts'
import './access.css'

type Created = { id: string; user: string; invitation: FreshInvitation }

/** Makes an account and shows, once, the link by which its person sets a password. */
export function NewAccountPage(): ReactNode {
  const [created, setCreated] = useState<Created | null>(null)
  const asked = usePeople()
  return (
    <Answered asked={asked} title="people.create">
      {(people) => (
        <Page title="people.create">
          {created === null ? (
            <NewAccountForm people={people} onCreated={setCreated} />
          ) : (
            <Made created={created} onNext={() => setCreated(null)} />
          )}
        </Page>
      )}
    </Answered>
  )
}

function Made({ created, onNext }: { created: Created; onNext: () => void }): ReactNode {
  const text = useText()
  return (
    <>
      <FreshLink invitation={created.invitation} user={created.user} />
      <p>{text('people.circles-next')}</p>
      <div className="row">
        <Link to="/people/$id" params={{ id: created.id }} className={buttonClass('main')}>
          {text('people.choose-circles')}
        </Link>
        <Button onClick={onNext}>{text('people.create-another')}</Button>
      </div>
    </>
  )
}

const empty: NewAccountValues = { displayName: '', user: '', agency: '', roles: [], language: 'km' }

function useNewAccount(onCreated: (created: Created) => void) {
  const [values, setValues] = useState(empty)
  const [isSending, setIsSending] = useState(false)
  const faults = useFormFaults<keyof NewAccountValues>({
    all: ['displayName', 'user', 'agency', 'roles', 'language'],
    taken: 'user',
  })
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!faults.isFit(accountFaults(values))) return
    setIsSending(true)
    const answer = await call(createAccount, { body: values })
    setIsSending(false)
    if (!answer.ok) return faults.refuse(answer.problem)
    const { account, invitation } = answer.value
    onCreated({ id: account.id, user: account.user, invitation })
  }
  const change = (changed: Partial<NewAccountValues>): void => setValues((before) => ({ ...before, ...changed }))
  return { values, change, faults, isSending, submit }
}

function NewAccountForm({ people, onCreated }: { people: People; onCreated: (made: Created) => void }): ReactNode {
  const text = useText()
  const { values, change, faults, isSending, submit } = useNewAccount(onCreated)
  return (
    <form className="stack access-form" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
      <TextField
        id="displayName"
        label={text('account.name')}
        help={text('account.name-help')}
        autoComplete="off"
        value={values.displayName}
        onChange={(displayName) => change({ displayName })}
        error={faults.errorOf('displayName')}
      />
      <TextField
        id="user"
        label={text('people.column-user')}
        help={text('account.user-help')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={values.user}
        onChange={(user) => change({ user })}
        error={faults.errorOf('user')}
      />
      <Choices people={people} values={values} change={change} errorOf={faults.errorOf} />
      <div>
        <Button weight="main" type="submit" disabled={isSending}>
          {text('people.create')}
        </Button>
      </div>
    </form>
  )
}

type ChoicesProps = {
  people: People
  values: NewAccountValues
  change: (changed: Partial<NewAccountValues>) => void
  errorOf: (field: keyof NewAccountValues) => string | undefined
}

function Choices({ people, values, change, errorOf }: ChoicesProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  return (
    <>
      <SelectField
        id="agency"
        label={text('account.agency')}
        prompt={text('account.agency-prompt')}
        options={people.agencies.map((agency) => ({ value: agency.id, label: agencyName(agency, speech) }))}
        value={values.agency}
        onChange={(agency) => change({ agency })}
        error={errorOf('agency')}
      />
      <ManyField
        id="roles"
        label={text('account.roles')}
        help={text('account.roles-help')}
        options={roleOptions(text)}
        values={values.roles}
        onChange={(roles) => change({ roles })}
        error={errorOf('roles')}
      />
      <ChoiceField
        id="language"
        label={text('account.language')}
        isBeside
        options={[
          { value: 'km', label: 'ខ្មែរ' },
          { value: 'en', label: 'English' },
        ]}
        value={values.language}
        onChange={(language) => change({ language })}
        error={errorOf('language')}
      />
    </>
  )
}
