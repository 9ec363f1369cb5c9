import type { Account } from '@komar/contract/accounts'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { Notice } from '../ui/notice.tsx'
import { agencyName, sayRoles } from './access-words.ts'
import { AgenciesSection } from './agencies-section.tsx'
import { ChangeAccount } from './change-account.tsx'
import { DevicesSection } from './devices-section.tsx'
import { MembershipsSection } from './memberships-section.tsx'
import { SignInSection } from './sign-in-section.tsx'
import { standsAlone } from './role-rules.ts'
import { Section } from '../ui/section.tsx'
import { usePeople, type People } from './use-people.ts'

/** One account: its name and roles, its circles, and whether it can sign in. */
export function AccountPage(): ReactNode {
  const { id } = useParams({ strict: false })
  const asked = usePeople()
  return (
    <Answered asked={asked} title="account.title">
      {(people) => {
        const account = people.accounts.find((each) => each.id === id)
        return account === undefined ? (
          <NotFound />
        ) : (
          <Shown account={account} people={people} onChanged={asked.askAgain} />
        )
      }}
    </Answered>
  )
}

type Props = { account: Account; people: People; onChanged: () => void }

function Shown({ account, people, onChanged }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const session = useSession()
  const agency = people.agencies.find(({ id }) => id === account.agency)
  const isOwn = session.account.id === account.id
  // Circles are held for memberships: another membership is another list.
  const [version, setVersion] = useState(0)
  const changed = (): void => {
    setVersion(version + 1)
    onChanged()
  }
  return (
    <Page
      title="account.title"
      heading={account.displayName}
      lead={
        <p>
          {text('account.summary', {
            user: account.user,
            roles: sayRoles(account.roles, text),
            agency: agency === undefined ? '' : agencyName(agency, speech),
          })}
        </p>
      }
    >
      {account.disabledAt !== null && <Notice tone="amber" heading={text('account.is-disabled')} />}
      {isOwn && <Notice heading={text('account.own')} />}
      {account.roles.some(standsAlone) ? (
        <Notice>{text('account.in-no-circle')}</Notice>
      ) : (
        <Section id="circles" title="account.circles">
          <MembershipsSection key={version} account={account} people={people} />
        </Section>
      )}
      <Section id="devices" title="devices.title">
        <DevicesSection account={account.id} />
      </Section>
      {!isOwn && <Changes account={account} people={people} onChanged={changed} />}
    </Page>
  )
}

/** What an administrator changes of somebody else's account. */
function Changes({ account, people, onChanged }: Props): ReactNode {
  return (
    <>
      <Section id="change" title="account.change">
        <ChangeAccount key={`${account.displayName}${account.roles.join()}`} account={account} onChanged={onChanged} />
      </Section>
      <Section id="agencies" title="account.agencies">
        <AgenciesSection account={account} people={people} onChanged={onChanged} />
      </Section>
      <Section id="sign-in" title="account.sign-in">
        <SignInSection account={account} onChanged={onChanged} />
      </Section>
    </>
  )
}
