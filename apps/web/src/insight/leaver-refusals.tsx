import { call } from '@komar/contract/client'
import { listLeaverRefusals, settleLeaverRefusal, type LeaverRefusal } from '@komar/contract/leaver-refusals'
import type { Leaver } from '@komar/contract/work'
import { writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import { Link } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { factsOf } from '../chronicle/describe-entry.ts'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { nameOfPlace, useDirectory } from '../register/directory.ts'
import { PersonName, useNames } from '../shell/names.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { pageOfRefused } from '../shell/unanswered.ts'
import { useOpened } from '../store/agency-keys/use-opened.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FactList } from '../ui/fact-list.tsx'
import { Notice } from '../ui/notice.tsx'
import { LongTextField } from '../ui/text-field.tsx'

type Props = Pick<Leaver, 'account' | 'refusals' | 'hasLeft'>

/** What was refused of one person. Read when it is asked for: the log says of each record that it was. */
export function LeaverRefusals({ account, refusals: count, hasLeft }: Props): ReactNode {
  const text = useText()
  const [shown, setShown] = useState<readonly LeaverRefusal[] | null>(null)
  const [problem, setProblem] = useState<string>()
  const show = async (): Promise<void> => {
    const answer = await call(listLeaverRefusals, { query: { account } })
    if (answer.ok) setShown(answer.value.refusals)
    setProblem(answer.ok ? undefined : sayProblem(answer.problem, text))
  }
  return (
    <>
      <p>{text('leavers.refusals', { count })}</p>
      {problem !== undefined && <Notice tone="brick">{problem}</Notice>}
      {hasLeft && shown === null && (
        <div className="screen-only">
          <Button onClick={() => void show()}>{text('leavers.refusals-show')}</Button>
        </div>
      )}
      {shown !== null && <Shown refusals={shown} hidden={count - shown.length} />}
    </>
  )
}

function Shown({ refusals, hidden }: { refusals: readonly LeaverRefusal[]; hidden: number }): ReactNode {
  const text = useText()
  return (
    <>
      <ul className="stack plain-list">
        {refusals.map((refusal) => (
          <li key={refusal.id}>
            <Refusal refusal={refusal} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p>{text('leavers.refusals-hidden', { count: hidden })}</p>}
    </>
  )
}

function Refusal({ refusal }: { refusal: LeaverRefusal }): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  const { kind, child, problem, received } = refusal
  const page = pageOfRefused(refusal)
  return (
    <Notice tone="brick" heading={speech.text(kindTitle(kind))}>
      {child !== null && (
        <p>
          <PersonName person={child} />
        </p>
      )}
      <p>{sayProblem({ code: problem.code, params: problem.params }, speech.text)}</p>
      <Said written={refusal.written} />
      <p className="soft">
        {speech.text('unsent.refused-on', { date: formatInstant(received, speech, host.timeZone) })}
      </p>
      {page !== null && (
        <div className="screen-only">
          <Link to={page.to} params={{ id: page.id }} className={buttonClass()}>
            {speech.text('unsent.write-anew')}
          </Link>
        </div>
      )}
      <Settling id={refusal.id} />
    </Notice>
  )
}

/** What was written, as far as this version can say it. */
function Said({ written }: Pick<LeaverRefusal, 'written'>): ReactNode {
  const entry = useMemo(() => writtenSchema.safeParse(written).data, [written])
  return entry === undefined ? null : <SaidOf entry={entry} />
}

function SaidOf({ entry }: { entry: Written }): ReactNode {
  const speech = useSpeech()
  const directory = useDirectory()
  const { areHidden } = useNames()
  const opened = useOpened(entry)
  if (opened === null) return null
  const nameOf = (field: string, id: string): string | null => nameOfPlace(directory, field, id)
  return (
    <>
      <p>{speech.text('chronicle.happened', { date: formatEdtf(entry.occurred, speech) })}</p>
      <FactList facts={factsOf(opened, speech, { nameOf, areNamesHidden: areHidden })} />
    </>
  )
}

/** Once: what became of it. */
function Settling({ id }: { id: string }): ReactNode {
  const text = useText()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isSettled, setIsSettled] = useState(false)
  const settle = async (): Promise<void> => {
    const answer = await call(settleLeaverRefusal, { params: { id }, body: { words } })
    if (answer.ok) setIsSettled(true)
    else setProblem(sayProblem(answer.problem, text))
  }
  if (isSettled) return <p role="status">{text('leavers.refusal-settled')}</p>
  return (
    <div className="stack screen-only">
      <LongTextField
        id={`settle-${id}`}
        label={text('leavers.refusal-words')}
        value={words}
        onChange={setWords}
        error={problem}
      />
      <div>
        <Button onClick={() => void settle()}>{text('leavers.refusal-settle')}</Button>
      </div>
    </div>
  )
}
