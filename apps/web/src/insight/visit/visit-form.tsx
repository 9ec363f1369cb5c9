// The visit as it is filled, section by section, with a bar at the bottom that says what is not recorded yet.
import type { CarerRow, ChildRow } from '@komar/contract/register'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../../i18n/format-date.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { DiskFull } from '../../store/disk.ts'
import { newUuid } from '../../store/new-entry.ts'
import type { DraftHandle } from '../../store/use-draft.ts'
import { useRecordWithFiles } from '../../store/use-attachments.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SavedAt } from '../../ui/saved-at.tsx'
import { Section } from '../../ui/section.tsx'
import { NoRoom } from '../../record/if-room.tsx'
import { comingBack } from '../../record/paths.ts'
import { inRoundOrder } from '../round-order.ts'
import { countedChildren, picturesToLookAt, unrecorded, visitEntries } from './build-visit.ts'
import { newcomersSince, useLastTimes, womenToSee, type VisitFacts } from './use-visit.ts'
import { VisitChild } from './visit-child.tsx'
import { withChild, type VisitDraft } from './visit-draft.ts'
import { FirstWords, Unseen, VisitHead } from './visit-head.tsx'
import { LeftForNext, OpenFromBefore } from './visit-open.tsx'
import { Pictures } from './visit-pictures.tsx'
import { Counts, Place } from './visit-place.tsx'
import { VisitWomen } from './visit-women.tsx'

type Props = {
  facility: string
  facts: VisitFacts
  rows: readonly ChildRow[]
  carers: readonly CarerRow[]
  draft: DraftHandle<VisitDraft>
  onRecorded: (visit: VisitDraft) => void
}

export function VisitForm({ facility, facts, rows, carers, draft: handle, onRecorded }: Props): ReactNode {
  const { text } = useSpeech()
  const { value: draft, change } = handle
  const listed = rows.map(({ id }) => id)
  return (
    <div className="stack visit">
      <Standing facts={facts} />
      <VisitHead draft={draft} change={change} />
      <FirstWords pack={facts.pack} />
      <Section id="open" title="visit.open-from-before">
        <OpenFromBefore draft={draft} change={change} open={facts.rounds.open} />
      </Section>
      <Section id="children" title="visit.children">
        <Children facility={facility} facts={facts} rows={rows} handle={handle} />
      </Section>
      <Section id="women" title="visit.women">
        <VisitWomen carers={womenToSee(carers)} draft={draft} change={change} facility={facility} />
      </Section>
      <Section id="numbers" title="visit.numbers">
        <Counts draft={draft} change={change} ticked={countedChildren(draft, listed)} />
      </Section>
      {draft.roundWay === 'monthly' && <Monthly facility={facility} rows={rows} handle={handle} />}
      <Section id="unseen" title="visit.unseen">
        <Unseen draft={draft} change={change} />
      </Section>
      <Section id="pictures" title="visit.pictures">
        <Pictures draft={draft} change={change} />
      </Section>
      <Section id="left" title="visit.left">
        <LeftForNext draft={draft} change={change} />
      </Section>
      <p className="soft">{text('visit.nothing-mandatory')}</p>
      <Bar
        facility={facility}
        listed={listed}
        newcomers={newcomersSince(rows, facts.standing).length}
        handle={handle}
        onRecorded={onRecorded}
      />
    </div>
  )
}

/** When the last round was, and whether one is due. */
function Standing({ facts: { standing, monthly } }: { facts: VisitFacts }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const late = standing.isLate || monthly.isLate
  const lines = [
    standing.last === null
      ? text('visit.no-round-yet')
      : text('visit.last-round', { date: formatDate(standing.last, speech) }),
    standing.isLate && standing.last !== null ? text('visit.round-late') : '',
    monthly.isLate ? text('visit.monthly-late') : '',
  ].filter(Boolean)
  return (
    <Notice tone={late ? 'amber' : 'slate'}>
      {lines.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </Notice>
  )
}

type ChildrenProps = Pick<Props, 'facility' | 'facts' | 'rows'> & { handle: DraftHandle<VisitDraft> }

function Children({ facility, facts, rows, handle: { value: draft, change } }: ChildrenProps): ReactNode {
  const { text, language } = useSpeech()
  const lines = inRoundOrder(rows, language)
  const last = useLastTimes(rows)
  const fresh = new Set(newcomersSince(rows, facts.standing).map(({ id }) => id))
  const open = lines.filter(({ id }) => draft.children[id]?.found === undefined)
  const allHere = (): void =>
    change((before) => open.reduce((each, { id }) => withChild(each, id, { found: 'seen' }), before))
  return (
    <>
      <p>{text('round.caption', { count: rows.length })}</p>
      {open.length > 1 && (
        <div>
          <Button onClick={allHere}>{text('visit.saw-all', { count: open.length })}</Button>
        </div>
      )}
      <ul className="stack plain-list">
        {lines.map((line) => (
          <VisitChild
            key={line.id}
            line={line}
            draft={draft.children[line.id] ?? {}}
            change={change}
            last={last.get(line.id)}
            isNew={fresh.has(line.id)}
            facility={facility}
            occurred={draft.occurred}
          />
        ))}
      </ul>
      <div className="row">
        <Link
          className={buttonClass()}
          to={comingBack(`/record/register-child?facility=${facility}`, `/facilities/${facility}/visit`)}
        >
          {text('visit.new-child')}
        </Link>
        <Link
          className={buttonClass()}
          to={comingBack(`/record/register-carer?facility=${facility}`, `/facilities/${facility}/visit`)}
        >
          {text('carers.register')}
        </Link>
      </div>
    </>
  )
}

/** What a monthly visit looks at beyond the round. */
function Monthly({ facility, rows, handle }: Omit<ChildrenProps, 'facts'>): ReactNode {
  return (
    <>
      <Section id="place" title="visit.place">
        <Place draft={handle.value} change={handle.change} />
      </Section>
      <Section id="measures" title="visit.measures">
        <MeasuresOf rows={rows} facility={facility} />
      </Section>
    </>
  )
}

/** The form that there is for the measures of each child: what was seen and what she says, apart. */
function MeasuresOf({ rows, facility }: Pick<Props, 'rows' | 'facility'>): ReactNode {
  const { text, language } = useSpeech()
  return (
    <ul className="plain-list link-list">
      {inRoundOrder(rows, language).map(({ id, code, first }) => (
        <li key={id}>
          <Link to={comingBack(`/children/${id}/record/measures`, `/facilities/${facility}/visit`)}>
            {text('visit.measures-of', { name: first === '' ? code : `${first} · ${code}` })}
          </Link>
        </li>
      ))}
    </ul>
  )
}

type BarProps = {
  facility: string
  listed: readonly string[]
  newcomers: number
  handle: DraftHandle<VisitDraft>
  onRecorded: Props['onRecorded']
}

function Bar({ facility, listed, newcomers, handle, onRecorded }: BarProps): ReactNode {
  const { text } = useSpeech()
  const record = useRecordWithFiles()
  const [isSending, setIsSending] = useState(false)
  const [hasNoRoom, setHasNoRoom] = useState(false)
  const where = { facility, listed, newcomers }
  const [mustLook, setMustLook] = useState(false)
  const unlooked = picturesToLookAt(handle.value)
  const press = async (): Promise<void> => {
    setMustLook(unlooked)
    if (unlooked) return
    setIsSending(true)
    setHasNoRoom(false)
    const { place, rest } = visitEntries(handle.value, { ...where, newId: newUuid })
    try {
      // In one write: half a round that is recorded would be recorded again by the next press.
      await record(place, { together: place.length > 1, alone: rest })
    } catch (fault) {
      if (!(fault instanceof DiskFull)) throw fault
      setHasNoRoom(true)
      setIsSending(false)
      return
    }
    await handle.discard()
    onRecorded(handle.value)
  }
  return (
    <div className="visit-bar">
      {hasNoRoom && <NoRoom />}
      {mustLook && unlooked && (
        <Notice tone="brick" heading={text('visit.look-first')} announce>
          <p>
            {text('visit.look-first-what')} <a href="#pictures">{text('visit.pictures')}</a>
          </p>
        </Notice>
      )}
      <div>
        <p role="status">{text('visit.not-recorded', { count: unrecorded(handle.value, where) })}</p>
        <SavedAt draft={handle} />
      </div>
      <Button weight="main" disabled={isSending || handle.value.occurred === ''} onClick={() => void press()}>
        {text(isSending ? 'form.sending' : 'visit.record')}
      </Button>
    </div>
  )
}
