import type { Account } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { beginAgencyMembership, listAgencyMemberships, type AgencyMembership } from '@komar/contract/members'
import { plainDate } from '@komar/domain/time/plain-date'
import { useCallback, useState, type ReactNode, type SubmitEvent } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ManyField, SelectField } from '../ui/choice-field.tsx'
import { DayField } from '../ui/day-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { agencyName, roleOptions, sayRoles } from './access-words.ts'
import { agencyMembershipFaults, type AgencyMembershipValues } from './account-faults.ts'
import { LastDay } from './last-day.tsx'
import { useFormFaults } from './use-form-faults.ts'
import type { People } from './use-people.ts'
import './access.css'

type Props = { account: Account; people: People; onChanged: () => void }

/** To which agencies a person belongs, from when to when: the last day is set here, and one more agency begun. Rows are never removed. */
export function AgenciesSection({ account, people, onChanged }: Props): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback(
    (isBackground: boolean) => call(listAgencyMemberships, { params: { id: account.id } }, { isBackground }),
    [account.id],
  )
  const asked = useAnswer(ask)
  const { value, askAgain } = asked
  const [isAdding, setIsAdding] = useState(false)
  if (value === undefined) return <NoAnswerYet asked={asked} />
  const changed = (): void => {
    setIsAdding(false)
    askAgain()
    onChanged()
  }
  return (
    <>
      <p>{text('agencies.what')}</p>
      <ul className="devices">
        {value.memberships.map((membership) => (
          <li key={membership.id} className="device stack-tight">
            <Membership account={account} membership={membership} people={people} onEnded={changed} />
          </li>
        ))}
      </ul>
      {isAdding ? (
        <AddAgency account={account} people={people} onAdded={changed} onLeave={() => setIsAdding(false)} />
      ) : (
        <div className="screen-only">
          <Button onClick={() => setIsAdding(true)}>{text('agencies.add')}</Button>
        </div>
      )}
    </>
  )
}

type MembershipProps = { account: Account; membership: AgencyMembership; people: People; onEnded: () => void }

function Membership({ account, membership, people, onEnded }: MembershipProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { today } = useSession().host
  const [isLeaving, setIsLeaving] = useState(false)
  const agency = people.agencies.find(({ id }) => id === membership.agency)
  const { lastDay, since } = membership
  const say = (day: string): string => formatDate(plainDate(day), speech)
  const isOver = lastDay !== null && lastDay < today
  return (
    <>
      <h3>{agency === undefined ? '' : agencyName(agency, speech)}</h3>
      <p>
        {sayRoles(membership.roles, text)} ·{' '}
        {lastDay === null
          ? text('agencies.since', { since: say(since) })
          : text('agencies.since-until', { since: say(since), until: say(lastDay) })}
        {isOver && <strong> {text('agencies.over')}</strong>}
      </p>
      {!isOver && !isLeaving && (
        <div className="screen-only">
          <Button onClick={() => setIsLeaving(true)}>{text('agencies.leave')}</Button>
        </div>
      )}
      {isLeaving && (
        <LastDay
          account={account}
          membership={membership}
          today={today}
          onEnded={() => {
            setIsLeaving(false)
            onEnded()
          }}
          onKept={() => setIsLeaving(false)}
        />
      )}
    </>
  )
}

type AddProps = { account: Account; people: People; onAdded: () => void; onLeave: () => void }

function useAddAgency(account: Account, onAdded: () => void) {
  const { today } = useSession().host
  const [values, setValues] = useState<AgencyMembershipValues>({
    joinAgency: '',
    joinRoles: [],
    joinSince: today,
  })
  const faults = useFormFaults<keyof AgencyMembershipValues>({
    all: ['joinAgency', 'joinRoles', 'joinSince'],
    taken: 'joinAgency',
    takenWords: 'agencies.conflict',
  })
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!faults.isFit(agencyMembershipFaults(values))) return
    const { joinAgency: agency, joinRoles: roles, joinSince: since } = values
    const answer = await call(beginAgencyMembership, { params: { id: account.id }, body: { agency, roles, since } })
    if (!answer.ok) return faults.refuse(answer.problem)
    onAdded()
  }
  const change = (changed: Partial<AgencyMembershipValues>): void => setValues((before) => ({ ...before, ...changed }))
  return { values, change, faults, submit }
}

function AddAgency({ account, people, onAdded, onLeave }: AddProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { values, change, faults, submit } = useAddAgency(account, onAdded)
  return (
    <form className="card stack access-form" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{text('agencies.add')}</h3>
      <p>{text('agencies.add-what')}</p>
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
      <SelectField
        id="joinAgency"
        label={text('account.agency')}
        prompt={text('account.agency-prompt')}
        options={people.agencies.map((agency) => ({ value: agency.id, label: agencyName(agency, speech) }))}
        value={values.joinAgency}
        onChange={(joinAgency) => change({ joinAgency })}
        error={faults.errorOf('joinAgency')}
      />
      <ManyField
        id="joinRoles"
        label={text('account.roles')}
        help={text('account.roles-help')}
        options={roleOptions(text)}
        values={values.joinRoles}
        onChange={(joinRoles) => change({ joinRoles })}
        error={faults.errorOf('joinRoles')}
      />
      <DayField
        id="joinSince"
        label={text('circle.from')}
        value={values.joinSince}
        onChange={(joinSince) => change({ joinSince })}
        error={faults.errorOf('joinSince')}
      />
      <div className="row">
        <Button weight="main" type="submit">
          {text('agencies.add')}
        </Button>
        <Button onClick={onLeave}>{text('account.leave')}</Button>
      </div>
    </form>
  )
}
