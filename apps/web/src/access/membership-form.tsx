import type { Account } from '@komar/contract/accounts'
import { addMembership } from '@komar/contract/circles'
import type { AgencyMembership } from '@komar/contract/members'
import { call } from '@komar/contract/client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ManyField, SelectField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { DayField } from '../ui/day-field.tsx'
import { agencyName, classOptions } from './access-words.ts'
import { placesOf, sayCircle } from './circle-words.ts'
import { membershipFaults, type MembershipValues } from './membership-faults.ts'
import { classesFor } from './role-rules.ts'
import { useFormFaults } from './use-form-faults.ts'
import type { People } from './use-people.ts'
import './access.css'

type Props = {
  account: Account
  agencies: readonly AgencyMembership[]
  people: People
  onAdded: () => void
  onLeave: () => void
}

/** Memberships that go on; the last begun first. */
function presentOf(agencies: readonly AgencyMembership[], today: string): AgencyMembership[] {
  return agencies.filter(({ lastDay }) => lastDay === null || today <= lastDay)
}

function useMembership({ account, agencies, onAdded }: Pick<Props, 'account' | 'agencies' | 'onAdded'>) {
  const { today } = useSession().host
  const present = presentOf(agencies, today)
  const [membership, setMembership] = useState(present.find(({ agency }) => agency === account.agency)?.id ?? '')
  const roles = present.find(({ id }) => id === membership)?.roles ?? account.roles
  const [values, setValues] = useState<MembershipValues>({
    circle: '',
    classes: classesFor(roles),
    since: today,
    until: '',
  })
  const faults = useFormFaults<keyof MembershipValues>({
    all: ['circle', 'classes', 'since', 'until'],
    taken: 'circle',
  })
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!faults.isFit(membershipFaults(values))) return
    const { classes, since } = values
    const until = values.until === '' ? null : values.until
    const body = { circle: Number(values.circle), classes, since, until, ...(membership !== '' && { membership }) }
    const answer = await call(addMembership, { params: { id: account.id }, body })
    if (!answer.ok) return faults.refuse(answer.problem)
    onAdded()
  }
  const change = (changed: Partial<MembershipValues>): void => setValues((before) => ({ ...before, ...changed }))
  const choose = (chosen: string): void => {
    setMembership(chosen)
    change({ classes: classesFor(present.find(({ id }) => id === chosen)?.roles ?? account.roles) })
  }
  return { values, change, present, membership, choose, roles, faults, submit }
}

/** Puts someone into a circle: which, what passes, from when, and until when if that is known. */
export function MembershipForm({ account, agencies, people, onAdded, onLeave }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const places = placesOf(people, speech)
  const { values, change, present, membership, choose, roles, faults, submit } = useMembership({
    account,
    agencies,
    onAdded,
  })
  const options = people.circles
    .map((circle) => ({ value: String(circle.id), label: sayCircle(circle, places, text) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <form className="card stack access-form" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{text('account.add-circle')}</h3>
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
      <ForAgency people={people} present={present} membership={membership} choose={choose} />
      <SelectField
        id="circle"
        label={text('circle.column')}
        prompt={text('circle.prompt')}
        options={options}
        value={values.circle}
        onChange={(circle) => change({ circle })}
        error={faults.errorOf('circle')}
      />
      <ManyField
        id="classes"
        label={text('circle.classes')}
        help={text('circle.classes-help')}
        options={classOptions(text, classesFor(roles))}
        values={values.classes}
        onChange={(classes) => change({ classes })}
        error={faults.errorOf('classes')}
      />
      <Days values={values} change={change} errorOf={faults.errorOf} />
      <div className="row">
        <Button weight="main" type="submit">
          {text('account.add-circle')}
        </Button>
        <Button onClick={onLeave}>{text('account.leave')}</Button>
      </div>
    </form>
  )
}

type ForAgencyProps = {
  people: People
  present: readonly AgencyMembership[]
  membership: string
  choose: (membership: string) => void
}

/** Where there is more than one: with which membership the circle ends, and whose roles decide what it passes. */
function ForAgency({ people, present, membership, choose }: ForAgencyProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  if (present.length < 2) return null
  const options = present.flatMap(({ id, agency: held }) => {
    const agency = people.agencies.find((each) => each.id === held)
    return agency === undefined ? [] : [{ value: id, label: agencyName(agency, speech) }]
  })
  return (
    <SelectField
      id="membership"
      label={text('circle.for-agency')}
      prompt={text('account.agency-prompt')}
      options={options}
      value={membership}
      onChange={choose}
    />
  )
}

type DaysProps = {
  values: MembershipValues
  change: (changed: Partial<MembershipValues>) => void
  errorOf: (field: keyof MembershipValues) => string | undefined
}

function Days({ values, change, errorOf }: DaysProps): ReactNode {
  const text = useText()
  return (
    <>
      <DayField
        id="since"
        label={text('circle.from')}
        value={values.since}
        onChange={(since) => change({ since })}
        error={errorOf('since')}
      />
      <DayField
        id="until"
        isOptional
        label={text('circle.until')}
        help={text('circle.until-help')}
        value={values.until}
        onChange={(until) => change({ until })}
        error={errorOf('until')}
      />
    </>
  )
}
