import { createAgency } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { agencyKinds } from '@komar/contract/session'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Page } from '../shell/page.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, Tick } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { agencyKindOptions } from './access-words.ts'
import { agencyFaults, type AgencyValues } from './account-faults.ts'
import { useFormFaults } from './use-form-faults.ts'
import './access.css'

const empty: AgencyValues = { nameKm: '', nameEn: '', code: '', kind: '', isState: false }

function useNewAgency() {
  const navigate = useNavigate()
  const [values, setValues] = useState(empty)
  const [isSending, setIsSending] = useState(false)
  const faults = useFormFaults<keyof AgencyValues>({
    all: ['nameKm', 'nameEn', 'code', 'kind', 'isState'],
    taken: 'code',
  })
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const kind = agencyKinds.find((each) => each === values.kind)
    if (!faults.isFit(agencyFaults(values)) || kind === undefined) return
    setIsSending(true)
    const answer = await call(createAgency, { body: { ...values, kind } })
    setIsSending(false)
    if (!answer.ok) return faults.refuse(answer.problem)
    await navigate({ to: '/people', hash: 'agencies' })
  }
  const change = (changed: Partial<AgencyValues>): void => setValues((before) => ({ ...before, ...changed }))
  return { values, change, faults, isSending, submit }
}

/** Adds an agency; its circle comes with it. */
export function NewAgencyPage(): ReactNode {
  const text = useText()
  const { values, change, faults, isSending, submit } = useNewAgency()
  return (
    <Page title="people.create-agency" lead={<p>{text('agency.lead')}</p>}>
      <form className="stack access-form" onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
        <NameFields values={values} change={change} errorOf={faults.errorOf} />
        <SelectField
          id="kind"
          label={text('agency.kind')}
          prompt={text('agency.kind-prompt')}
          options={agencyKindOptions(text)}
          value={agencyKinds.find((kind) => kind === values.kind) ?? ''}
          onChange={(kind) => change({ kind })}
          error={faults.errorOf('kind')}
        />
        <Tick
          label={text('agency.is-state')}
          hint={text('agency.is-state-hint')}
          isTicked={values.isState}
          onChange={(isState) => change({ isState })}
        />
        <div>
          <Button weight="main" type="submit" disabled={isSending}>
            {text('people.create-agency')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

type FieldsProps = {
  values: AgencyValues
  change: (changed: Partial<AgencyValues>) => void
  errorOf: (field: keyof AgencyValues) => string | undefined
}

function NameFields({ values, change, errorOf }: FieldsProps): ReactNode {
  const text = useText()
  return (
    <>
      <TextField
        id="nameKm"
        lang="km"
        label={text('agency.name-km')}
        value={values.nameKm}
        onChange={(nameKm) => change({ nameKm })}
        error={errorOf('nameKm')}
      />
      <TextField
        id="nameEn"
        lang="en"
        label={text('agency.name-en')}
        value={values.nameEn}
        onChange={(nameEn) => change({ nameEn })}
        error={errorOf('nameEn')}
      />
      <TextField
        id="code"
        label={text('agency.code')}
        help={text('agency.code-help')}
        autoCapitalize="none"
        spellCheck={false}
        value={values.code}
        onChange={(code) => change({ code })}
        error={errorOf('code')}
      />
    </>
  )
}
