import type { ShownDeadline } from '@komar/contract/register'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { sayMeasure } from '../assess/measure-line.ts'
import { groupsOf, shownAtOnce } from './deadline-groups.ts'
import { sayDeadline } from './deadline-words.ts'
import { DeadlineLine } from './deadline-line.tsx'
import { Section } from '../ui/section.tsx'

type Props = { deadlines: readonly ShownDeadline[]; today: PlainDate }
type GroupedProps = Props & { pack: CountryPack }

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
export function ChildDeadlines({ deadlines, today, pack }: GroupedProps): ReactNode {
  const text = useText()
  const open = deadlines.filter(({ state }) => state !== 'not-yet').slice(1)
  const later = deadlines.filter(({ state }) => state === 'not-yet')
  if (open.length + later.length === 0) return null
  return (
    <Section id="deadlines" title="child.deadlines">
      <Groups deadlines={open} today={today} pack={pack} />
      {later.length > 0 && (
        <details>
          <summary>{text('child.deadlines-later', { count: later.length })}</summary>
          <Groups deadlines={later} today={today} pack={pack} />
        </details>
      )}
    </Section>
  )
}

function Groups({ deadlines, today, pack }: GroupedProps): ReactNode {
  const speech = useSpeech()
  const measureWords = (deadline: ShownDeadline): string | null => measureOf(deadline, pack, speech)
  return groupsOf(deadlines, (deadline) => deadline).map(({ code, items }) => {
    const isGrouped = items.length > shownAtOnce
    const lines = (
      <ul className="deadline-list plain-list">
        {items.map((deadline) => (
          <DeadlineLine
            key={deadline.key}
            deadline={deadline}
            today={today}
            isUnderHeading={isGrouped}
            measureWords={measureWords}
          />
        ))}
      </ul>
    )
    if (!isGrouped) return <div key={code}>{lines}</div>
    const label = sayDeadline({ code, params: {} }, speech)
    return (
      <details key={code} className="today-group">
        <summary>{speech.text('today.group', { label, count: items.length })}</summary>
        {lines}
      </details>
    )
  })
}

function measureOf({ params }: ShownDeadline, pack: CountryPack, speech: Speech): string | null {
  const { measure, class: of } = params
  if (typeof measure !== 'number') return null
  return sayMeasure({ number: measure, class: String(of) }, pack, speech)
}
