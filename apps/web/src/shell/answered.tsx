// A page that needs an answer of the host: loading, no connection, forbidden, gone, refused; each says the next step (ui.md, "Patterns").
import type { HttpProblem } from '@komar/contract/problem'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { attachedDevice } from '../store/ask.ts'
import type { Asked } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'
import { NotFound } from './not-found.tsx'
import { Page } from './page.tsx'
import { sayProblem } from './problem-words.ts'
import { ToldBy } from './told-by.tsx'

type Props<T> = { asked: Asked<T>; title: MessageId; children: (value: T) => ReactNode }

/** Shows the page with its answer, kept while the connection is lost; or why there is none. */
export function Answered<T>({ asked, title, children }: Props<T>): ReactNode {
  const { answer, value, source } = asked
  const problem = answer === undefined || answer.ok ? null : answer.problem
  if (problem !== null && problem !== 'offline' && isClosed(problem)) return <NoPage problem={problem} title={title} />
  if (value !== undefined) return <ToldBy source={source}>{children(value)}</ToldBy>
  return (
    <Page title={title}>
      <NoAnswerYet asked={asked} />
    </Page>
  )
}

/** In the place of an answer: that it is on its way, or why there is none. */
export function NoAnswerYet<T>({ asked: { answer, askAgain } }: { asked: Asked<T> }): ReactNode {
  return answer === undefined || answer.ok ? <Loading /> : <NoAnswer problem={answer.problem} askAgain={askAgain} />
}

/** The host said that this page is not, or no longer, for this person: what was shown before goes too. */
function isClosed({ status }: HttpProblem): boolean {
  return status === 403 || status === 404
}

function NoPage({ problem, title }: { problem: HttpProblem; title: MessageId }): ReactNode {
  if (problem.status === 404) return <NotFound />
  return (
    <Page title={title}>
      <PageState kind="forbidden" />
    </Page>
  )
}

/** No connection, or a refusal that may pass. */
export function NoAnswer({ problem, askAgain }: { problem: HttpProblem | 'offline'; askAgain: () => void }): ReactNode {
  const text = useText()
  const tryAgain = (
    <Button weight="main" onClick={askAgain}>
      {text('state.try-again')}
    </Button>
  )
  // Where this device answers what it can, what is left needs a network.
  if (problem === 'offline') {
    return <PageState kind={attachedDevice() === null ? 'offline' : 'needs-network'}>{tryAgain}</PageState>
  }
  return (
    <PageState kind="refused" next={sayProblem(problem, text)}>
      {tryAgain}
    </PageState>
  )
}
