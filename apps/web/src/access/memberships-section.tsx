import type { Account } from '@komar/contract/accounts'
import { endMembership, listMemberships, type CircleMembership } from '@komar/contract/circles'
import { call, type Answer } from '@komar/contract/client'
import { listAgencyMemberships, type AgencyMembership } from '@komar/contract/members'
import { plainDate } from '@komar/domain/time/plain-date'
import { useCallback, useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import { Notice } from '../ui/notice.tsx'
import { agencyName, sayClass } from './access-words.ts'
import { membershipState, placesOf, sayCircle, sortMemberships } from './circle-words.ts'
import { MembershipForm } from './membership-form.tsx'
import { splitByRole } from './role-rules.ts'
import type { People } from './use-people.ts'
import './access.css'

type Props = { account: Account; people: People }

type Held = { memberships: CircleMembership[]; agencies: AgencyMembership[] }

/** The circles, and the memberships in agencies for which they are held. */
async function askHeld(id: string, isBackground: boolean): Promise<Answer<Held>> {
  const [circles, agencies] = await Promise.all([
    call(listMemberships, { params: { id } }, { isBackground }),
    call(listAgencyMemberships, { params: { id } }, { isBackground }),
  ])
  if (!circles.ok) return circles
  if (!agencies.ok) return agencies
  return { ok: true, value: { memberships: circles.value.memberships, agencies: agencies.value.memberships } }
}

/** Whom this person can meet in Komar, what of it, and from when to when. Memberships are ended, never removed. */
export function MembershipsSection({ account, people }: Props): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback((isBackground: boolean) => askHeld(account.id, isBackground), [account.id])
  const asked = useAnswer(ask)
  const { value, askAgain } = asked
  const [isAdding, setIsAdding] = useState(false)
  if (value === undefined) return <NoAnswerYet asked={asked} />
  const added = (): void => {
    setIsAdding(false)
    askAgain()
  }
  return (
    <>
      <p>{text('account.circles-what')}</p>
      <MembershipList account={account} held={value} people={people} onEnded={askAgain} />
      {isAdding ? (
        <MembershipForm
          account={account}
          agencies={value.agencies}
          people={people}
          onAdded={added}
          onLeave={() => setIsAdding(false)}
        />
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
  held: Held
  people: People
  onEnded: () => void
}

function MembershipList({ account, held: { memberships, agencies }, people, onEnded }: ListProps): ReactNode {
  const { text } = useSpeech()
  const { today } = useSession().host
  const circleName = useCircleName(people)
  const end = useEnding(account.id, today, onEnded)
  const agencyOf = (heldFor: string) => agencies.find(({ id }) => id === heldFor)
  const columns: Column<CircleMembership>[] = [
    {
      id: 'circle',
      heading: text('circle.column'),
      isName: true,
      cell: ({ circle, heldFor }) => (
        <>
          {circleName(circle)}
          {agencies.length > 1 && <HeldFor agency={agencyOf(heldFor)} people={people} />}
        </>
      ),
    },
    {
      id: 'classes',
      heading: text('circle.classes'),
      cell: ({ classes, heldFor }) => <Passed classes={classes} held={agencyOf(heldFor)?.roles ?? account.roles} />,
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

function useCircleName(people: People): (circle: number) => string {
  const speech = useSpeech()
  const places = placesOf(people, speech)
  return (circle) => {
    const found = people.circles.find(({ id }) => id === circle)
    return found === undefined ? speech.text('circle.unknown') : sayCircle(found, places, speech.text)
  }
}

/** For which of several agencies a circle is held: with that membership it ends. */
function HeldFor({ agency, people }: { agency: AgencyMembership | undefined; people: People }): ReactNode {
  const speech = useSpeech()
  const found = people.agencies.find(({ id }) => id === agency?.agency)
  if (found === undefined) return null
  return <div className="soft small">{speech.text('circle.held-for', { agency: agencyName(found, speech) })}</div>
}

/** What the circle passes to these roles; what it would pass to others is said too, for roles can change. */
function Passed({ classes, held }: { classes: CircleMembership['classes']; held: Account['roles'] }): ReactNode {
  const { text } = useSpeech()
  const { passed, beyond } = splitByRole(classes, held)
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
