import type { ShownDeadline } from '@komar/contract/register'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { DeadlineLine } from './deadline-line.tsx'
import { Section } from './section.tsx'

type Props = { deadlines: readonly ShownDeadline[]; today: PlainDate }

/** The one thing that cannot wait: the host has put the most harmful first. */
export function NextAction({ deadlines, today }: Props): ReactNode {
  const text = useText()
  const next = deadlines.find(({ state }) => state !== 'not-yet')
  return (
    <section className="stack-tight" aria-labelledby="next-heading">
      <h2 id="next-heading">{text('child.next')}</h2>
      {next === undefined ? (
        <p>{text('child.nothing-next')}</p>
      ) : (
        <ul className="today-first plain-list">
          <DeadlineLine deadline={next} today={today} />
        </ul>
      )}
    </section>
  )
}

/** Everything else that is due, and behind a toggle what comes later. */
export function ChildDeadlines({ deadlines, today }: Props): ReactNode {
  const text = useText()
  const open = deadlines.filter(({ state }) => state !== 'not-yet').slice(1)
  const later = deadlines.filter(({ state }) => state === 'not-yet')
  if (open.length + later.length === 0) return null
  return (
    <Section id="deadlines" title="child.deadlines">
      <Lines deadlines={open} today={today} />
      {later.length > 0 && (
        <details>
          <summary>{text('child.deadlines-later', { count: later.length })}</summary>
          <Lines deadlines={later} today={today} />
        </details>
      )}
    </Section>
  )
}

function Lines({ deadlines, today }: Props): ReactNode {
  if (deadlines.length === 0) return null
  return (
    <ul className="deadline-list plain-list">
      {deadlines.map((deadline) => (
        <DeadlineLine key={`${deadline.code} ${deadline.key}`} deadline={deadline} today={today} />
      ))}
    </ul>
  )
}
