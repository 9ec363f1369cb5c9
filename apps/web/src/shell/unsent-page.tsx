import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { proveFor } from '../record/prove.ts'
import { useMendAddress } from '../record/use-restored.ts'
import { useDirectory } from '../register/directory.ts'
import { attachedDevice } from '../store/ask.ts'
import type { Unsent, UnsentState } from '../store/outbox-row.ts'
import { isToSend } from '../store/is-to-send.ts'
import { useStore, useUnsent } from '../store/store-provider.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice, type Tone } from '../ui/notice.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'
import { EarlierRefusals } from './earlier-refusals.tsx'
import { ExportOutbox } from './export-outbox.tsx'
import { HandIns } from './hand-ins-section.tsx'
import { PersonName } from './names.tsx'
import { Page } from './page.tsx'
import { sayProblem } from './problem-words.ts'
import { SyncNotes } from './sync-notes.tsx'

const looks = {
  waiting: { tone: 'slate', words: 'unsent.waiting' },
  sent: { tone: 'slate', words: 'unsent.sent' },
  accepted: { tone: 'calm', words: 'unsent.accepted' },
  refused: { tone: 'brick', words: 'unsent.refused' },
} as const satisfies Record<UnsentState, { tone: Tone; words: MessageId }>

/** What was written on this device and what became of it. A refused entry stays until its author has answered or dismissed it. */
export function UnsentPage(): ReactNode {
  const unsent = useUnsent()
  return (
    <Page title="unsent.title">
      <SyncNotes />
      {unsent === null ? <Loading /> : unsent.length === 0 ? <PageState kind="empty" /> : <Entries unsent={unsent} />}
      <Unread />
      {unsent?.some(isToSend) === true && <ExportOutbox />}
      {unsent !== null && <HandIns unsent={unsent} />}
      {unsent !== null && <EarlierRefusals onDevice={unsent} />}
    </Page>
  )
}

/** Rows that a newer version wrote before an older page came back: kept, and shown by their number only. */
function Unread(): ReactNode {
  const text = useText()
  const { outbox } = useStore()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const refresh = (): void => void outbox.unreadCount().then(setCount)
    refresh()
    return outbox.subscribe(refresh)
  }, [outbox])
  return count === 0 ? null : <p>{text('unsent.unread', { count })}</p>
}

function Entries({ unsent }: { unsent: readonly Unsent[] }): ReactNode {
  return (
    <ul className="stack plain-list">
      {unsent.map((each) => (
        <li key={each.id}>
          <UnsentEntry unsent={each} />
        </li>
      ))}
    </ul>
  )
}

function UnsentEntry({ unsent }: { unsent: Unsent }): ReactNode {
  const speech = useSpeech()
  const { outbox } = useStore()
  const look = looks[unsent.state]
  const isSettled = unsent.state === 'accepted' || unsent.state === 'refused'
  return (
    <Notice tone={look.tone} heading={speech.text(look.words)}>
      <p>{speech.text(kindTitle(unsent.entry.kind))}</p>
      <About subject={unsent.entry.subject} />
      <p>{speech.text('chronicle.happened', { date: formatEdtf(unsent.entry.occurred, speech) })}</p>
      {unsent.problem && <p>{sayProblem({ code: unsent.problem.code, params: unsent.problem.params }, speech.text)}</p>}
      {!isSettled && unsent.attempts > 1 && <p>{speech.text('unsent.attempts', { count: unsent.attempts })}</p>}
      {isSettled && (
        <div className="row">
          {unsent.problem?.code === 'session.confirm' && <SendProved unsent={unsent} />}
          {unsent.state === 'refused' && <Mend group={unsent.group} />}
          <Button onClick={() => void outbox.acknowledge([unsent.id])}>{speech.text('unsent.dismiss')}</Button>
        </div>
      )}
    </Notice>
  )
}

/** What wants a proof of who writes it is sent once more, after that. */
function SendProved({ unsent: { id, entry } }: { unsent: Unsent }): ReactNode {
  const text = useText()
  const { outbox, sync } = useStore()
  const [problem, setProblem] = useState<string>()
  const send = async (): Promise<void> => {
    const unproved = await proveFor([entry.kind])
    if (unproved !== null) return setProblem(sayProblem(unproved, text))
    await outbox.sendAgain([id])
    sync.wake()
  }
  return (
    <>
      {problem !== undefined && <p role="alert">{problem}</p>}
      <Button weight="main" onClick={() => void send()}>
        {text('unsent.prove')}
      </Button>
    </>
  )
}

/** The person or prison that it is about, where this device knows it: several of one kind look alike otherwise. */
function About({ subject }: { subject: Unsent['entry']['subject'] }): ReactNode {
  const { facilities, facilityName } = useDirectory()
  const summary = attachedDevice()?.chronicle.summary(subject) ?? null
  if (facilities.some(({ id }) => id === subject)) return <p>{facilityName(subject)}</p>
  if (summary === null || summary.type === 'facility' || summary.identity === null) return null
  const { nameKm: km, nameLatin: latin } = summary.identity
  const { code, called } = summary.type === 'child' ? summary.identity : { code: null, called: null }
  return (
    <p>
      <PersonName person={{ id: subject, code, names: { km, latin, called } }} />
    </p>
  )
}

/** The way back into the form, with what was typed; only where this device still holds it. */
function Mend({ group }: { group: string }): ReactNode {
  const text = useText()
  const address = useMendAddress(group)
  return address === null ? null : (
    <Link to={address} className={buttonClass('main')}>
      {text('unsent.mend')}
    </Link>
  )
}
