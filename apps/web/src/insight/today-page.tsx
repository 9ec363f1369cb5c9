import { showToday, type TodayItem } from '@komar/contract/today'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { useDirectory, type Directory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { AnswersWaiting } from '../wellbeing/answers-waiting.tsx'
import { buttonClass } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { DeadlineLine } from './deadline-line.tsx'
import { sayDeadline } from './deadline-words.ts'
import { GlassNotice } from './glass-notice.tsx'
import { LeaversLine } from './leavers-line.tsx'
import { RoundsDue } from './rounds-due.tsx'
import { StartUpNotice } from './start-up-notice.tsx'
import { groupsOf, shownAtOnce } from './deadline-groups.ts'

const most = 100

function askToday(isBackground: boolean) {
  return ask(showToday, { query: { limit: most } }, { isBackground })
}

/** What is due on the children of whoever is signed in: what cannot wait first, then the rest. */
export function TodayPage(): ReactNode {
  const speech = useSpeech()
  const asked = useAnswer(askToday)
  const directory = useDirectory()
  return (
    <Answered asked={asked} title="today.title">
      {({ first, rest, total, startUp, glassToJudge, today }) => (
        <Page title="today.title" lead={<p className="soft">{formatDate(plainDate(today), speech)}</p>}>
          <StartUpNotice startUp={startUp} />
          <GlassNotice count={glassToJudge} />
          <AnswersWaiting />
          <LeaversLine />
          <RoundsDue />
          {first.length + rest.length === 0 ? (
            <NothingDue />
          ) : (
            <>
              <First items={first} today={plainDate(today)} directory={directory} />
              <Rest items={rest} today={plainDate(today)} directory={directory} isFolded={startUp !== null} />
              <More shown={first.length + rest.length} total={total} />
            </>
          )}
        </Page>
      )}
    </Answered>
  )
}

function NothingDue(): ReactNode {
  const text = useText()
  return (
    <PageState kind="empty" heading={text('today.empty')} next={text('today.empty-next')}>
      <Link to="/children" className={buttonClass('main')}>
        {text('today.to-children')}
      </Link>
    </PageState>
  )
}

type ItemsProps = { items: readonly TodayItem[]; today: PlainDate; directory: Directory }

function First({ items, today, directory }: ItemsProps): ReactNode {
  const text = useText()
  return (
    <section className="stack-tight" aria-labelledby="today-first">
      <h2 id="today-first">{text('today.first')}</h2>
      {items.length === 0 && <p>{text('today.nothing-first')}</p>}
      <ol className="today-first plain-list">
        {items.map((item) => (
          <Item key={keyOf(item)} item={item} today={today} directory={directory} />
        ))}
      </ol>
    </section>
  )
}

function Rest({ items, today, directory, isFolded }: ItemsProps & { isFolded: boolean }): ReactNode {
  const speech = useSpeech()
  const groups = useMemo(() => groupsOf(items, ({ deadline }) => deadline), [items])
  if (groups.length === 0) return null
  return (
    <section className="stack" aria-labelledby="today-rest">
      <h2 id="today-rest">{speech.text('today.rest')}</h2>
      {groups.map((group) => (
        <details key={group.code} className="today-group" open={!isFolded && group.items.length <= shownAtOnce}>
          <summary>
            {speech.text('today.group', {
              label: sayDeadline({ code: group.code, params: {} }, speech),
              count: group.items.length,
            })}
          </summary>
          <ul className="deadline-list plain-list">
            {group.items.map((item) => (
              <Item key={keyOf(item)} item={item} today={today} directory={directory} isUnderHeading />
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

type ItemProps = { item: TodayItem; today: PlainDate; directory: Directory; isUnderHeading?: boolean }

function Item({ item, today, directory, isUnderHeading = false }: ItemProps): ReactNode {
  const { text } = useSpeech()
  const { child, deadline } = item
  const about = (
    <div className="today-about">
      <Link to="/children/$id" params={{ id: deadline.subject }}>
        {child === null ? text('today.child-not-shown') : <PersonName person={child} />}
      </Link>
      {child !== null && child.facility !== null && child.isInside && (
        <span className="soft">{directory.facilityName(child.facility)}</span>
      )}
      {child !== null && !child.isInside && <span className="soft">{text('where.outside')}</span>}
    </div>
  )
  return <DeadlineLine deadline={deadline} today={today} about={about} isUnderHeading={isUnderHeading} />
}

function More({ shown, total }: { shown: number; total: number }): ReactNode {
  const text = useText()
  const counted = 1000
  if (total <= shown) return null
  return (
    <p className="soft">
      {total > counted ? text('today.more-than', { count: counted }) : text('today.more', { count: total - shown })}
    </p>
  )
}

function keyOf({ deadline: { subject, code, key } }: TodayItem): string {
  return `${subject} ${code} ${key}`
}
