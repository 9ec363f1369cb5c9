import type { Account } from '@komar/contract/accounts'
import { addMembership } from '@komar/contract/circles'
import { call } from '@komar/contract/client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ManyField, SelectField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { DayField } from '../ui/day-field.tsx'
import { classOptions } from './access-words.ts'
import { placesOf, sayCircle } from './circle-words.ts'
import { membershipFaults, type MembershipValues } from './membership-faults.ts'
import { classesFor } from './role-rules.ts'
import { useFormFaults } from './use-form-faults.ts'
import type { People } from './use-people.ts'
import './access.css'

type Props = { account: Account; people: People; onAdded: () => void; onLeave: () => void }

function useMembership({ account, onAdded }: Pick<Props, 'account' | 'onAdded'>) {
  const { today } = useSession().host
  const [values, setValues] = useState<MembershipValues>({
    circle: '',
    classes: classesFor(account.roles),
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
    const body = { circle: Number(values.circle), classes, since, until: values.until === '' ? null : values.until }
    const answer = await call(addMembership, { params: { id: account.id }, body })
    if (!answer.ok) return faults.refuse(answer.problem)
    onAdded()
  }
  const change = (changed: Partial<MembershipValues>): void => setValues((before) => ({ ...before, ...changed }))
  return { values, change, faults, submit }
}

/** Puts someone into a circle: which, what passes, from when, and until when if that is known. */
export function MembershipForm({ account, people, onAdded, onLeave }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const places = placesOf(people, speech)
  const { values, change, faults, submit } = useMembership({ account, onAdded })
  const options = people.circles
    .map((circle) => ({ value: String(circle.id), label: sayCircle(circle, places, text) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <form className="card stack access-form" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{text('account.add-circle')}</h3>
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
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
        options={classOptions(text, classesFor(account.roles))}
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
