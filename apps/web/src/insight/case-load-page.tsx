import { showCaseLoad, type Colleague, type WorkerLoad } from '@komar/contract/work'
import { allocated } from '@komar/domain/access/kinds'
import { Link } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { NoRoom } from '../record/if-room.tsx'
import { useActs } from '../record/use-acts.ts'
import { useDirectory, type Directory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { WorkTabs } from './work-tabs.tsx'

function askLoad(isBackground: boolean) {
  return ask(showCaseLoad, {}, { isBackground })
}

/** Who looks after how many children, what is late there, and giving children to someone else. */
export function CaseLoadPage(): ReactNode {
  const text = useText()
  const asked = useAnswer(askLoad)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const limit = usePolicy()?.procedures?.work.childrenPerWorker.value ?? null
  return (
    <Answered asked={asked} title="case-load.title">
      {({ workers }) => (
        <Page
          title="case-load.title"
          lead={limit !== null && <p className="soft">{text('case-load.lead', { limit })}</p>}
        >
          <WorkTabs />
          {workers
            .filter(({ id }) => id === null)
            .map(({ children }) => (
              <Nobody key="nobody" loads={children} ticked={ticked} setTicked={setTicked} />
            ))}
          {workers
            .filter(({ id }) => id !== null)
            .map((worker) => (
              <Worker key={worker.id} worker={worker} limit={limit} ticked={ticked} setTicked={setTicked} />
            ))}
          <Give
            colleagues={workers.flatMap(({ id, displayName }) =>
              id === null ? [] : [{ id, displayName: displayName ?? '' }],
            )}
            ticked={ticked}
            onGiven={() => setTicked(new Set())}
          />
        </Page>
      )}
    </Answered>
  )
}

type Load = WorkerLoad['children'][number]
type TickedProps = { ticked: ReadonlySet<string>; setTicked: (ticked: ReadonlySet<string>) => void }

function Worker({ worker, limit, ...ticks }: TickedProps & { worker: WorkerLoad; limit: number | null }): ReactNode {
  const text = useText()
  const directory = useDirectory()
  const { children } = worker
  const overdue = children.reduce((sum, each) => sum + each.overdue, 0)
  const isOver = limit !== null && children.length > limit
  return (
    <section className="work-round stack-tight">
      <h2>{worker.displayName}</h2>
      <p>
        {text('case-load.counts', { children: children.length, overdue })}{' '}
        {isOver && <strong>{text('case-load.over', { limit })}</strong>}
      </p>
      {children.length > 0 && (
        <details open={isOver}>
          <summary>{text('case-load.show')}</summary>
          <ul className="plain-list work-children">
            {children.map((each) => (
              <ChildLoad key={each.child.id} each={each} directory={directory} {...ticks} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Children whom no worker has yet, by the place where they live: one trip, one worker. */
function Nobody({ loads, ...ticks }: TickedProps & { loads: readonly Load[] }): ReactNode {
  const text = useText()
  const directory = useDirectory()
  if (loads.length === 0) return null
  const byPlace = Map.groupBy(loads, ({ child }) => (child.isInside ? child.facility : null))
  const places = [...byPlace].toSorted(([, left], [, right]) => right.length - left.length)
  return (
    <section className="stack" aria-labelledby="nobody">
      <h2 id="nobody">{text('case-load.nobody', { count: loads.length })}</h2>
      <p>{text('case-load.nobody-next')}</p>
      {places.map(([facility, here]) => (
        <Place
          key={facility ?? ''}
          name={facility === null ? text('where.outside') : directory.facilityName(facility)}
          loads={here}
          {...ticks}
        />
      ))}
    </section>
  )
}

function Place({ name, loads, ...ticks }: TickedProps & { name: string; loads: readonly Load[] }): ReactNode {
  const text = useText()
  const directory = useDirectory()
  const headingId = useId()
  const ids = loads.map(({ child }) => child.id)
  const tickedHere = ids.filter((id) => ticks.ticked.has(id)).length
  const tickAll = (): void => {
    const rest = [...ticks.ticked].filter((id) => !ids.includes(id))
    ticks.setTicked(new Set(tickedHere === ids.length ? rest : [...rest, ...ids]))
  }
  return (
    <section className="work-round stack-tight">
      <div className="work-load">
        <h3 id={headingId}>{text('case-load.place', { place: name, count: ids.length })}</h3>
        <Button weight="quiet" onClick={tickAll} aria-describedby={headingId}>
          {text(tickedHere === ids.length ? 'case-load.untick-place' : 'case-load.tick-place')}
        </Button>
      </div>
      <details>
        <summary>{text('case-load.show-ticked', { count: tickedHere })}</summary>
        <ul className="plain-list work-children">
          {loads.map((each) => (
            <ChildLoad key={each.child.id} each={each} directory={directory} {...ticks} />
          ))}
        </ul>
      </details>
    </section>
  )
}

type ChildLoadProps = TickedProps & { each: Load; directory: Directory }

function ChildLoad({ each: { child, overdue, dueSoon }, directory, ticked, setTicked }: ChildLoadProps): ReactNode {
  const text = useText()
  const toggle = (): void => {
    const next = new Set(ticked)
    if (!next.delete(child.id)) next.add(child.id)
    setTicked(next)
  }
  return (
    <li className="work-load">
      <label className="choice">
        <input type="checkbox" checked={ticked.has(child.id)} onChange={toggle} />
        <span>
          <PersonName person={child} />
          <span className="choice-hint small">
            {child.isInside && child.facility !== null ? directory.facilityName(child.facility) : text('where.outside')}
            {' · '}
            {text('case-load.child', { overdue, dueSoon })}
          </span>
        </span>
      </label>
      <Link to="/children/$id" params={{ id: child.id }} className="screen-only">
        {text('case-load.open')}
      </Link>
    </li>
  )
}

type GiveProps = { colleagues: readonly Colleague[]; ticked: ReadonlySet<string>; onGiven: () => void }

function Give({ colleagues, ticked, onGiven }: GiveProps): ReactNode {
  const text = useText()
  const { agency } = useSession()
  const { isSending, outcome, send } = useActs(usePolicy())
  const [worker, setWorker] = useState('')
  const give = async (): Promise<void> => {
    const acts = [...ticked].map((subject) => ({ kind: allocated.name, subject, body: { agency: agency.id, worker } }))
    if ((await send(acts)).is === 'accepted') onGiven()
  }
  return (
    <Section id="give" title="case-load.give">
      <div className="work-give">
        <p aria-live="polite">{text('case-load.ticked', { count: ticked.size })}</p>
        <SelectField
          id="give-to"
          label={text('case-load.to')}
          prompt={text('case-load.prompt')}
          options={colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          value={worker}
          onChange={setWorker}
        />
        <Button weight="main" disabled={isSending || worker === '' || ticked.size === 0} onClick={() => void give()}>
          {text('case-load.do-give')}
        </Button>
        <ActsOutcome outcome={outcome} />
      </div>
    </Section>
  )
}

/** What became of several acts: nothing where all stand, for the page shows it. */
export function ActsOutcome({ outcome }: Pick<ReturnType<typeof useActs>, 'outcome'>): ReactNode {
  const text = useText()
  if (outcome === null || outcome.is === 'accepted') return null
  if (outcome.is === 'not-known') return <Notice>{text('work.waiting')}</Notice>
  if (outcome.is === 'no-room') return <NoRoom />
  return (
    <Notice tone="brick" heading={text('work.refused', { count: outcome.unsent.length })}>
      <p>
        <Link to="/unsent">{text('work.see-refused')}</Link>
      </p>
    </Notice>
  )
}
