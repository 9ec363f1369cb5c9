import type { LetterState } from '@komar/domain/assess/letter-kinds'
import { waitingLetters } from '@komar/domain/assess/letter-signals'
import { letterStateOn, type Letter } from '@komar/domain/assess/letters'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { LetterActions, LetterMark, sayReturns } from './letter-line.tsx'

type Props = { child: string; letters: readonly Letter[]; deadlines: readonly Deadline[]; today: PlainDate }
type LinesProps = Omit<Props, 'deadlines'> & { waiting: ReadonlySet<string> }

/** The letters about a child, the last one first; those that were replaced by a reminder behind a toggle. */
export function LettersSection({ child, letters, deadlines, today }: Props): ReactNode {
  const { text } = useSpeech()
  const waiting = waitingLetters(deadlines)
  const current = letters.filter(({ supersededBy }) => supersededBy === null).toReversed()
  const former = letters.filter(({ supersededBy }) => supersededBy !== null).toReversed()
  if (letters.length === 0) return <p className="soft">{text('letters.none')}</p>
  return (
    <>
      <Lines child={child} letters={current} waiting={waiting} today={today} />
      {former.length > 0 && (
        <details>
          <summary>{text('letters.former', { count: former.length })}</summary>
          <Lines child={child} letters={former} waiting={waiting} today={today} />
        </details>
      )}
    </>
  )
}

function Lines({ child, letters, waiting, today }: LinesProps): ReactNode {
  return (
    <ul className="deadline-list plain-list">
      {letters.map((letter) => (
        <LetterLine key={letter.id} child={child} letter={letter} state={letterStateOn(letter, today, waiting)} />
      ))}
    </ul>
  )
}

type LineProps = { child: string; letter: Letter; state: LetterState }

function LetterLine({ child, letter, state }: LineProps): ReactNode {
  const speech = useSpeech()
  return (
    <li className="deadline-line">
      <p className="deadline-sentence">
        <Link to="/children/$id/letter/$entry" params={{ id: child, entry: letter.id }}>
          {speech.text('letters.line', {
            purpose: sayOption('purpose', letter.purpose, speech),
            to: letter.sent.body.to,
          })}
        </Link>
      </p>
      <p className="deadline-facts">
        <LetterMark state={state} />
        <span>{sayReturns(letter, speech)}</span>
      </p>
      {state !== 'not-needed' && <LetterActions child={child} letter={letter} />}
    </li>
  )
}
