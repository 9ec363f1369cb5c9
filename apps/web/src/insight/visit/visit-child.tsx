// One child on a round: a large answer to "is it here?", and the three questions folded under it.
import { roundAnswers, whoTold } from '@komar/domain/assess/round-kinds'
import { findings } from '@komar/domain/register/looked-for-kinds'
import { departures } from '@komar/domain/register/kinds'
import type { ReactNode } from 'react'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import type { Speech } from '../../i18n/speech.ts'
import { useNames } from '../../shell/names.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, SelectField } from '../../ui/choice-field.tsx'
import { LongTextField } from '../../ui/text-field.tsx'
import type { RoundLine } from '../round-order.ts'
import { asLastTime, type LastTime } from './last-time.ts'
import { WhatFollows } from './what-follows.tsx'
import { withChild, type Change, type ChildDraft } from './visit-draft.ts'

type Props = {
  line: RoundLine
  draft: ChildDraft
  change: Change
  last: LastTime | undefined
  isNew: boolean
  facility: string
  occurred: string
}

export function VisitChild({ line, draft, change, last, isNew, facility, occurred }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { areHidden } = useNames()
  const set = (to: Partial<ChildDraft>): void => change((before) => withChild(before, line.id, to))
  const name = areHidden || line.first === '' ? line.code : `${line.first} · ${line.code}`
  return (
    <li className="card stack-tight visit-child">
      <div className="visit-found">
        <ChoiceField
          id={`found-${line.id}`}
          label={isNew ? text('visit.child-new', { name }) : name}
          help={last === undefined ? undefined : sayLast(last, speech)}
          options={findings.map((value) => ({ value, label: text(`option.found.${value}`) }))}
          value={draft.found ?? null}
          onChange={(found) => set({ found })}
          isBeside
        />
      </div>
      {draft.found === 'said-gone' && (
        <SelectField
          id={`route-${line.id}`}
          label={text('visit.gone-where')}
          isOptional
          prompt={text('visit.gone-not-said')}
          options={departures.map((value) => ({ value, label: text(`option.route.${value}`) }))}
          value={draft.saidRoute ?? ''}
          onChange={(route) => set({ saidRoute: route === '' ? undefined : route })}
        />
      )}
      <div className="row">
        {last !== undefined && draft.found === undefined && (
          <Button onClick={() => set(asLastTime(last))}>{text('visit.as-last-time')}</Button>
        )}
        {draft.found !== undefined && (
          <Button weight="quiet" onClick={() => set({ found: undefined, saidRoute: undefined })}>
            {text('visit.take-back')}
          </Button>
        )}
      </div>
      <details className="visit-questions">
        <summary>{text('visit.questions', { count: answered(draft) })}</summary>
        <Questions id={line.id} draft={draft} set={set} />
      </details>
      <WhatFollows child={line.id} draft={draft} facility={facility} occurred={occurred} />
    </li>
  )
}

type QuestionsProps = { id: string; draft: ChildDraft; set: (to: Partial<ChildDraft>) => void }

function Questions({ id, draft, set }: QuestionsProps): ReactNode {
  const { text } = useSpeech()
  const quiet = new Set<string>(roundAnswers.slice(2))
  return (
    <div className="stack">
      <div>
        <Button onClick={() => set({ eats: 'not-asked', ill: 'not-asked', frightened: 'not-asked' })}>
          {text('visit.not-managed')}
        </Button>
      </div>
      {(['eats', 'ill', 'frightened'] as const).map((question) => (
        <ChoiceField
          key={question}
          id={`${question}-${id}`}
          label={text(`round.${question}`)}
          options={roundAnswers.map((value) => ({
            value,
            label: text(`option.${question}.${value}`),
            isQuiet: quiet.has(value),
          }))}
          value={draft[question] ?? null}
          onChange={(said) => set({ [question]: said })}
          isBeside
        />
      ))}
      <HowHeard id={id} draft={draft} set={set} />
    </div>
  )
}

/** Whether she could speak freely, who told it, and in which words. */
function HowHeard({ id, draft, set }: QuestionsProps): ReactNode {
  const { text } = useSpeech()
  return (
    <>
      <ChoiceField
        id={`freely-${id}`}
        label={text('visit.freely')}
        help={text('visit.freely-help')}
        options={(['yes', 'no', 'not-sure'] as const).map((value) => ({
          value,
          label: text(`option.freely.${value}`),
        }))}
        value={draft.freely ?? null}
        onChange={(freely) => set({ freely })}
        isBeside
      />
      <ChoiceField
        id={`told-${id}`}
        label={text('visit.who-told')}
        options={whoTold.map((value) => ({ value, label: text(`option.whoTold.${value}`) }))}
        value={draft.whoTold ?? null}
        onChange={(who) => set({ whoTold: who })}
        isBeside
      />
      <LongTextField
        id={`words-${id}`}
        label={text('visit.child-words')}
        help={text('visit.child-words-help')}
        isOptional
        value={draft.words ?? ''}
        onChange={(words) => set({ words })}
      />
    </>
  )
}

function answered({ eats, ill, frightened }: ChildDraft): number {
  return [eats, ill, frightened].filter((each) => each !== undefined).length
}

/** "Last time, 14 March 2014: here, eats, not ill." */
function sayLast({ on, found, eats, ill }: LastTime, speech: Speech): string {
  const { text } = speech
  const parts = [
    found === undefined ? '' : text(`option.found.${found}`),
    eats === 'no' ? text('visit.last.not-eating') : '',
    ill === 'yes' ? text('visit.last.ill') : '',
  ].filter(Boolean)
  return text('visit.last', { date: formatEdtf(on, speech), said: parts.join(', ') })
}
