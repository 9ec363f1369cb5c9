import type { Account } from '@komar/contract/accounts'
import { endMembership, listMemberships, type CircleMembership } from '@komar/contract/circles'
import { call } from '@komar/contract/client'
import { plainDate } from '@komar/domain/time/plain-date'
import { useCallback, useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswer } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import { Loading } from '../ui/page-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayClass } from './access-words.ts'
import { membershipState, placesOf, sayCircle, sortMemberships } from './circle-words.ts'
import { MembershipForm } from './membership-form.tsx'
import { splitByRole } from './role-rules.ts'
import type { People } from './use-people.ts'
import './access.css'

type Props = { account: Account; people: People }

/** Whom this person can meet in Komar, what of it, and from when to when. Memberships are ended, never removed. */
export function MembershipsSection({ account, people }: Props): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback(
    (isBackground: boolean) => call(listMemberships, { params: { id: account.id } }, { isBackground }),
    [account.id],
  )
  const { answer, value, askAgain } = useAnswer(ask)
  const [isAdding, setIsAdding] = useState(false)
  if (value === undefined) {
    return answer === undefined || answer.ok ? <Loading /> : <NoAnswer problem={answer.problem} askAgain={askAgain} />
  }
  const added = (): void => {
    setIsAdding(false)
    askAgain()
  }
  return (
    <>
      <p>{text('account.circles-what')}</p>
      <MembershipList account={account} memberships={value.memberships} people={people} onEnded={askAgain} />
      {isAdding ? (
        <MembershipForm account={account} people={people} onAdded={added} onLeave={() => setIsAdding(false)} />
      ) : (
        <div className="screen-only">
          <Button onClick={() => setIsAdding(true)}>{text('account.add-circle')}</Button>
        </div>
      )}
    </>
  )
}

type ListProps = {
  account: Account
  memberships: readonly CircleMembership[]
  people: People
  onEnded: () => void
}

function MembershipList({ account, memberships, people, onEnded }: ListProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { today } = useSession().host
  const places = placesOf(people, speech)
  const end = useEnding(account.id, today, onEnded)
  const columns: Column<CircleMembership>[] = [
    {
      id: 'circle',
      heading: text('circle.column'),
      isName: true,
      cell: ({ circle }) => {
        const found = people.circles.find(({ id }) => id === circle)
        return found === undefined ? text('circle.unknown') : sayCircle(found, places, text)
      },
    },
    {
      id: 'classes',
      heading: text('circle.classes'),
      cell: ({ classes }) => <Passed classes={classes} account={account} />,
    },
    { id: 'when', heading: text('circle.when'), cell: (membership) => <When membership={membership} today={today} /> },
    {
      id: 'end',
      heading: text('circle.end'),
      hideLabel: true,
      cell: (membership) =>
        membershipState(membership, today) === 'current' && membership.until === null ? (
          <Button className="membership-end" onClick={() => void end.run(membership.id)}>
            {text('circle.end-today')}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      {end.problem !== null && <Notice tone="brick" heading={sayProblem(end.problem, text)} announce />}
      <List
        caption={text('circle.count', { count: memberships.length })}
        columns={columns}
        rows={sortMemberships(memberships, today)}
        rowKey={({ id }) => id}
        whenEmpty={<Notice tone="amber" heading={text('circle.none')} />}
      />
    </>
  )
}

/** What the circle passes to these roles; what it would pass to others is said too, for roles can change. */
function Passed({ classes, account }: { classes: CircleMembership['classes']; account: Account }): ReactNode {
  const { text } = useSpeech()
  const { passed, beyond } = splitByRole(classes, account.roles)
  const say = (names: typeof classes): string => names.map((name) => sayClass(name, text)).join(', ')
  return (
    <>
      {passed.length === 0 ? text('circle.passes-nothing') : say(passed)}
      {beyond.length > 0 && <div className="soft small">{text('circle.beyond-role', { classes: say(beyond) })}</div>}
    </>
  )
}

function useEnding(id: string, today: string, onEnded: () => void) {
  const [problem, setProblem] = useState<Parameters<typeof sayProblem>[0] | null>(null)
  const run = async (membership: string): Promise<void> => {
    const answer = await call(endMembership, { params: { id, membership }, body: { until: today } })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onEnded()
  }
  return { problem, run }
}

function When({ membership, today }: { membership: CircleMembership; today: string }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const since = formatDate(plainDate(membership.since), speech)
  const { until } = membership
  return (
    <>
      <strong>{text(`circle.is-${membershipState(membership, today)}`)}</strong>{' '}
      {until === null
        ? text('circle.since', { since })
        : text('circle.since-until', { since, until: formatDate(plainDate(until), speech) })}
    </>
  )
}
