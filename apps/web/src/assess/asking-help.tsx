// What stands beside a question before it is asked: who asked it or its topic last, the last answer to confirm, and whether it is
// closed. Given once for the page; a form without it asks as if nobody had asked before.
import {
  askedElsewhere,
  closedTopics,
  lastAnswer,
  lastAsked,
  topicsOf,
  type AskedBefore,
} from '@komar/domain/assess/asked-before'
import type { ItemAnswer, PlainAnswer } from '@komar/domain/assess/answers'
import type { QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import type { ChildAssess, DoNotAsk } from '@komar/domain/assess/state'
import { toStoredAnswers } from '@komar/domain/assess/stored-answers'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { CircleSlash, History } from 'lucide-react'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { sayAnswer } from './section-answers.tsx'

type Help = {
  pack: CountryPack
  agencyName: (id: string) => string
  before: (item: string) => AskedBefore | undefined
  last: (item: string) => ItemAnswer | undefined
  closed: (item: string) => DoNotAsk | undefined
}

const HelpContext = createContext<Help | null>(null)

type Props = {
  state: ChildAssess | undefined
  /** The assessment that is being answered: what it holds is no earlier asking. */
  present: Uuid
  pack: CountryPack
  today: PlainDate
  agencyName: (id: string) => string
  children: ReactNode
}

export function AskingHelp({ state, present, pack, today, agencyName, children }: Props): ReactNode {
  const help = useMemo((): Help | null => {
    if (state === undefined) return null
    const topics = topicsOf(pack)
    const asked = askedElsewhere(state, present)
    const closed = closedTopics(state, today)
    return {
      pack,
      agencyName,
      before: (item) => (topics.has(item) ? lastAsked(item, asked, topics) : undefined),
      // Whether the first words were read and she could speak freely is asked each time: it has no topic.
      last: (item) => (topics.has(item) ? lastAnswer(item, asked) : undefined),
      closed: (item) => {
        const topic = topics.get(item)
        return topic === undefined ? undefined : closed.get(topic)
      },
    }
  }, [state, present, pack, today, agencyName])
  return <HelpContext value={help}>{children}</HelpContext>
}

/** Over a question or group: asked already, by whom and when; or closed, and whom to go to instead. */
export function AskedMark({ item }: { item: QuestionnaireItem }): ReactNode {
  const help = use(HelpContext)
  const speech = useSpeech()
  const closed = help?.closed(item.linkId)
  const before = help?.before(item.linkId)
  if (help === null || (closed === undefined && before === undefined)) return null
  return (
    <>
      {closed !== undefined && (
        <p className="question-closed">
          <CircleSlash aria-hidden="true" size={20} />
          <span>
            {speech.text('do-not-ask.closed', { whose: speech.text(`option.notAsked.${closed.body.notAsked}`) })}
            {closed.body.askInstead !== undefined &&
              ` ${speech.text('do-not-ask.instead', { who: closed.body.askInstead })}`}
          </span>
        </p>
      )}
      {before !== undefined && (
        <p className="question-before small soft">
          <History aria-hidden="true" size={16} />
          <span>{sayBefore(before, help, speech)}</span>
        </p>
      )}
    </>
  )
}

function sayBefore({ on, agency, type }: AskedBefore, help: Help, speech: ReturnType<typeof useSpeech>): string {
  const questionnaire = help.pack.questionnaires.find(({ id }) => id === type)?.title[speech.language] ?? type
  return speech.text('asked-before.line', {
    date: on === null ? '—' : formatDate(on, speech),
    agency: help.agencyName(agency),
    questionnaire,
  })
}

type LastProps = { item: QuestionnaireItem; answer: ItemAnswer; onTake: (last: ItemAnswer) => void }

/** The last answer, with one press to confirm it. Who tells it now and what is seen stay to be said. */
export function AsLastTime({ item, answer, onTake }: LastProps): ReactNode {
  const help = use(HelpContext)
  const speech = useSpeech()
  const last = help?.last(item.linkId)
  if (help === null || last === undefined || isBegun(answer)) return null
  return (
    <p className="question-last">
      <span className="soft">{speech.text('asked-before.last', { answer: sayLast(item, last, help, speech) })}</span>
      <Button onClick={() => onTake(last)}>{speech.text('asked-before.same')}</Button>
    </p>
  )
}

function sayLast(
  item: QuestionnaireItem,
  last: ItemAnswer,
  { pack }: Help,
  speech: ReturnType<typeof useSpeech>,
): string {
  return toStoredAnswers({ [item.linkId]: last })
    .map((stored) => sayAnswer(stored, pack, speech))
    .join(', ')
}

function isBegun({ values, missing, rows }: ItemAnswer): boolean {
  return missing !== undefined || (values?.length ?? 0) > 0 || (rows?.length ?? 0) > 0
}

/** One press for a section that could not be asked: that is a full answer. What is answered stays. */
export function NotManaged({ onPress }: { onPress: () => void }): ReactNode {
  const text = useText()
  return (
    <div>
      <Button weight="quiet" onClick={onPress}>
        {text('questionnaire.not-managed')}
      </Button>
    </div>
  )
}

/** The questions that are still open, answered with "not asked". */
export function notAsked(
  open: readonly { item: QuestionnaireItem; row?: number | undefined; answer: PlainAnswer | undefined }[],
): Record<string, PlainAnswer> {
  return Object.fromEntries(
    open.flatMap(({ item, row, answer }) =>
      row !== undefined || isBegun(answer ?? {}) ? [] : [[item.linkId, { ...answer, missing: 'not-asked' as const }]],
    ),
  )
}
