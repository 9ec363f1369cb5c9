import type { Account } from '@komar/contract/accounts'
import type { Agency } from '@komar/contract/session'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageState } from '../ui/page-state.tsx'
import { agencyName, sayRoles } from './access-words.ts'
import { groupAccounts } from './account-groups.ts'
import { DevicePolicySection } from './device-policy-section.tsx'
import { Section } from '../ui/section.tsx'
import { SecondFactorRolesSection } from './second-factor-roles-section.tsx'
import { usePeople, type People } from './use-people.ts'
import './access.css'

/** Who can sign in, for which agency and as what; and the agencies. For the administrator, who reads no child by being one. */
export function PeoplePage(): ReactNode {
  return (
    <Answered asked={usePeople()} title="people.title">
      {(people) => <PeopleLists people={people} />}
    </Answered>
  )
}

function PeopleLists({ people: { accounts, agencies } }: { people: People }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { active, disabled } = useMemo(() => groupAccounts(accounts, agencies), [accounts, agencies])
  return (
    <Page
      title="people.title"
      actions={
        <>
          <Link to="/people/new" className={buttonClass('main')}>
            {text('people.create')}
          </Link>
          <Link to="/people/new-agency" className={buttonClass()}>
            {text('people.create-agency')}
          </Link>
        </>
      }
    >
      <Notice>{text('people.reads-no-child')}</Notice>
      {agencies.length === 1 && <Notice heading={text('people.first-day')}>{text('people.first-day-steps')}</Notice>}
      <Section id="accounts" title="people.accounts">
        {active.length === 0 && <PageState kind="empty" />}
        {active.map(({ agency, accounts: held }) => (
          <AccountList
            key={agency.id}
            caption={text('people.of-agency', { agency: agencyName(agency, speech), count: held.length })}
            accounts={held}
          />
        ))}
      </Section>
      {disabled.length > 0 && (
        <Section id="disabled" title="people.disabled">
          <AccountList caption={text('people.disabled-count', { count: disabled.length })} accounts={disabled} />
        </Section>
      )}
      <Section id="agencies" title="people.agencies">
        <AgencyList agencies={agencies} />
      </Section>
      <Section id="second-factor-roles-of-host" title="second-factor.title">
        <SecondFactorRolesSection />
      </Section>
      <Section id="device-policy" title="device-policy.title">
        <DevicePolicySection />
      </Section>
    </Page>
  )
}

function AccountList({ caption, accounts }: { caption: string; accounts: readonly Account[] }): ReactNode {
  const { text } = useSpeech()
  const { today } = useSession().host
  const columns: Column<Account>[] = [
    {
      id: 'name',
      heading: text('people.column-name'),
      isName: true,
      cell: ({ id, displayName }) => (
        <Link to="/people/$id" params={{ id }}>
          {displayName}
        </Link>
      ),
    },
    { id: 'user', heading: text('people.column-user'), cell: ({ user }) => user },
    { id: 'roles', heading: text('people.column-roles'), cell: ({ roles }) => sayRoles(roles, text) },
    {
      id: 'state',
      heading: text('people.column-sign-in'),
      cell: (account) => text(signInState(account, today)),
    },
  ]
  return (
    <div className="account-list">
      <List caption={caption} columns={columns} rows={accounts} rowKey={({ id }) => id} whenEmpty={null} />
    </div>
  )
}

function signInState({ disabledAt, mustChangePassword, lastDay }: Account, today: string) {
  if (disabledAt !== null) return 'people.is-disabled'
  if (lastDay !== null) return lastDay < today ? 'people.has-left' : 'people.leaves'
  return mustChangePassword ? 'people.not-yet' : 'people.can-sign-in'
}

function AgencyList({ agencies }: { agencies: readonly Agency[] }): ReactNode {
  const speech = useSpeech()
  const text = useText()
  const columns: Column<Agency>[] = [
    { id: 'name', heading: text('people.column-name'), isName: true, cell: (agency) => agencyName(agency, speech) },
    { id: 'kind', heading: text('agency.kind'), cell: ({ kind }) => text(`agency-kind.${kind}`) },
    {
      id: 'state',
      heading: text('agency.whose'),
      cell: ({ isState }) => text(isState ? 'agency.of-state' : 'agency.not-of-state'),
    },
    { id: 'code', heading: text('agency.code'), cell: ({ code }) => code },
  ]
  return (
    <List
      caption={text('people.agency-count', { count: agencies.length })}
      columns={columns}
      rows={agencies}
      rowKey={({ id }) => id}
      whenEmpty={<PageState kind="empty" />}
    />
  )
}
