// All links that somebody gave to teachers, in one place: what came back and waits comes first, then what is open, then the rest. Answers
// are looked at on the child's own page, beside what is known already.
import type { GivenQuestionnaire } from '@komar/contract/questionnaires'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { List, type Column } from '../ui/list.tsx'
import { askGiven } from './ask-given.ts'
import { inOrder } from './given-links.ts'
import { RevokeLink } from './revoke-link.tsx'

export function GivenLinksPage(): ReactNode {
  const { text } = useSpeech()
  const asked = useAnswer(askGiven)
  return (
    <Answered asked={asked} title="given-links.title">
      {({ questionnaires }) => (
        <Page title="given-links.title" lead={<p className="soft">{text('given-links.lead')}</p>}>
          <Links links={inOrder(questionnaires)} askAgain={asked.askAgain} />
        </Page>
      )}
    </Answered>
  )
}

function Links({ links, askAgain }: { links: readonly GivenQuestionnaire[]; askAgain: () => void }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const day = (date: string): string => formatDate(plainDate(date), speech)
  const columns: Column<GivenQuestionnaire>[] = [
    { id: 'child', heading: text('given-links.child'), isName: true, cell: (link) => <Child link={link} /> },
    { id: 'called', heading: text('given-links.called'), cell: ({ greeting }) => greeting ?? '–' },
    { id: 'form', heading: text('field.form'), cell: ({ form }) => sayOption('form', form, speech) },
    { id: 'made', heading: text('given-links.made'), cell: ({ made }) => day(made) },
    {
      id: 'state',
      heading: text('given-links.state'),
      cell: (link) => (
        <div className="stack-tight">
          <State link={link} day={day} />
          {link.state === 'open' && <RevokeLink id={link.id} askAgain={askAgain} />}
        </div>
      ),
    },
  ]
  return (
    <List
      caption={text('given-links.caption', { count: links.length })}
      columns={columns}
      rows={links}
      rowKey={({ id }) => id}
      whenEmpty={<p>{text('given-links.none')}</p>}
    />
  )
}

function Child({ link: { about, child } }: { link: GivenQuestionnaire }): ReactNode {
  const { text } = useSpeech()
  return (
    <Link to="/children/$id" params={{ id: about }} hash="wellbeing">
      {child === null ? text('today.child-not-shown') : <PersonName person={child} />}
    </Link>
  )
}

type StateProps = { link: GivenQuestionnaire; day: (date: string) => string }

function State({ link: { state, until, answeredOn }, day }: StateProps): ReactNode {
  const { text } = useSpeech()
  if (state !== 'answered' || answeredOn === null) {
    return <span>{text(`teacher-link.state.${state}`, { date: day(until) })}</span>
  }
  return <strong>{text('given-links.waits-since', { date: day(answeredOn) })}</strong>
}
