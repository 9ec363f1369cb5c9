// Questions that a chronicle leaves to a person: two corrections of one entry, side by side, with who said which and when.
import type { Recorded, Uuid } from '@komar/domain/chronicle/entry'
import type { Question } from '@komar/domain/chronicle/fold'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { OpenChronicle } from '../chronicle/use-chronicle.ts'
import { factsOf, type Namer } from '../chronicle/describe-entry.ts'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoRoom, useRecordIfRoom } from '../record/if-room.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import type { Directory } from '../register/directory.ts'
import { useNames } from '../shell/names.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { FactList } from '../ui/fact-list.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { choose, openQuestions, type OpenQuestion, type Version } from './open-questions.ts'
import './questions-section.css'

type Props = {
  child: string
  questions: readonly Question[]
  chronicle: OpenChronicle
  directory: Directory
  nameOf: Namer['nameOf']
}

export function QuestionsSection({ child, questions, chronicle, directory, nameOf }: Props): ReactNode {
  const { text } = useSpeech()
  const open = openQuestions(questions, chronicle.entries ?? [])
  return (
    <>
      <p>{text('questions.what')}</p>
      {open.map((question) => (
        <OneQuestion
          key={question.about}
          child={child}
          question={question}
          chronicle={chronicle}
          directory={directory}
          nameOf={nameOf}
        />
      ))}
    </>
  )
}

type OneProps = Omit<Props, 'questions'> & { question: OpenQuestion }

function OneQuestion({ child, question, ...shown }: OneProps): ReactNode {
  const { text } = useSpeech()
  const session = useSession()
  const [chosen, setChosen] = useState<Uuid | null>(null)
  const first = question.versions[0]
  if (first === undefined) return null
  const mayChoose = mayRecordKind(session, first.entry.kind)
  // The forms read a query of their own, which the router's types do not know.
  const search = { entry: first.latest.id } as never
  return (
    <div className="stack">
      <h3>{text(kindTitle(first.entry.kind))}</h3>
      <div className="question-versions">
        {question.versions.map((version) => (
          <OneVersion key={version.entry.id} version={version} {...shown}>
            {mayChoose && (
              <Button aria-pressed={chosen === version.entry.id} onClick={() => setChosen(version.entry.id)}>
                {text('questions.keep')}
              </Button>
            )}
          </OneVersion>
        ))}
      </div>
      {chosen !== null && <Choice question={question} chosen={chosen} />}
      {mayChoose ? (
        <p className="screen-only">
          <Link to={recordAddress(child, 'correct')} search={search}>
            {text('questions.anew')}
          </Link>
        </p>
      ) : (
        <p className="soft">{text('questions.closed')}</p>
      )}
    </div>
  )
}

type VersionProps = Omit<Props, 'questions' | 'child'> & { version: Version; children: ReactNode }

function OneVersion({ version, chronicle, directory, nameOf, children }: VersionProps): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  const { areHidden } = useNames()
  const { latest, doesStand } = version
  const author = chronicle.authors.find(({ id }) => id === latest.author)?.displayName ?? speech.text('entry.someone')
  const date = formatInstant(latest.received ?? latest.written, speech, host.timeZone)
  const facts = factsOf(latest, speech, { nameOf, areNamesHidden: areHidden })
  return (
    <article className="question-version stack">
      {doesStand && <strong>{speech.text('questions.stands')}</strong>}
      <p className="soft">
        {speech.text('questions.by', { author, agency: directory.agencyName(latest.agency), date })}
      </p>
      <FactList
        facts={[
          { label: speech.text('chronicle.happened', { date: '' }).trim(), value: formatEdtf(latest.occurred, speech) },
          ...facts,
          { label: speech.text('questions.reason'), value: reasonOf(latest) },
        ]}
      />
      {children}
    </article>
  )
}

function reasonOf({ body: { reason } }: Recorded): string {
  return typeof reason === 'string' ? reason : ''
}

function Choice({ question, chosen }: { question: OpenQuestion; chosen: Uuid }): ReactNode {
  const { text } = useSpeech()
  const { record, isKeeping, hindrance } = useRecordIfRoom()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | undefined>()
  const [isDone, setIsDone] = useState(false)
  const id = `why-${question.about}`
  const send = async (): Promise<void> => {
    if (reason.trim() === '') return setFault(text('questions.why-missing'))
    const drafts = choose(question, chosen, reason.trim())
    setIsDone(await record(drafts, { together: drafts.length > 1 }))
  }
  if (isDone) return <Notice tone="calm" heading={text('questions.chosen')} announce />
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextField id={id} label={text('questions.why')} value={reason} onChange={setReason} error={fault} />
      {hindrance && <NoRoom because={hindrance} />}
      <div>
        <Button weight="main" type="submit" disabled={isKeeping}>
          {text('questions.record')}
        </Button>
      </div>
    </form>
  )
}
