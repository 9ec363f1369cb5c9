// A carer's page, and all that a carer sees: the child by the name it is called by, three questions, and the own lines.
import { showDiary, type Diary } from '@komar/contract/diary'
import { isEdtf } from '@komar/domain/time/edtf'
import { diaryTags, diaryWritten, tones } from '@komar/domain/wellbeing/life-kinds'
import { useCallback, useState, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoRoom, useRecordIfRoom, useTyped } from '../record/if-room.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useToday } from '../shell/use-today.ts'
import { ask } from '../store/ask.ts'
import { useUnsent } from '../store/store-provider.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField, ManyField } from '../ui/choice-field.tsx'
import { LongTextField } from '../ui/text-field.tsx'

export function DiaryPage(): ReactNode {
  const { text } = useSpeech()
  const today = useToday()
  const question = useCallback((isBackground: boolean) => ask(showDiary, {}, { isBackground }), [])
  // Without a network the last answer stands; a diary whose day has come does not.
  const isKept = ({ until }: Diary): boolean => today < until
  return (
    <Answered asked={useAnswer(question)} title="diary.title">
      {({ diaries }) => (
        <Page title="diary.title" lead={<p>{text('diary.lead')}</p>}>
          {!diaries.some(isKept) && <p>{text('diary.nobody')}</p>}
          {diaries.filter(isKept).map((diary) => (
            <ChildDiary key={diary.child} diary={diary} today={today} />
          ))}
        </Page>
      )}
    </Answered>
  )
}

type Tone = (typeof tones)[number]
type Tag = (typeof diaryTags)[number]

function ChildDiary({ diary, today }: { diary: Diary; today: string }): ReactNode {
  const { text, language } = useSpeech()
  const { km, latin, called } = diary.names
  const name = called ?? (language === 'km' ? (km ?? latin) : (latin ?? km)) ?? text('diary.the-child')
  return (
    <section className="card stack">
      <h2>{name}</h2>
      <NewLine child={diary.child} today={today} />
      <Lines diary={diary} />
    </section>
  )
}

type Typed = { tone: Tone | null; tags: readonly Tag[]; words: string }

const nothing: Typed = { tone: null, tags: [], words: '' }

function together(taken: Typed, since: Typed): Typed {
  const words = [taken.words, since.words].filter((part) => part !== '').join('\n')
  return { tone: since.tone ?? taken.tone, tags: [...new Set([...taken.tags, ...since.tags])], words }
}

function NewLine({ child, today }: { child: string; today: string }): ReactNode {
  const { text } = useSpeech()
  const { record, hasNoRoom } = useRecordIfRoom()
  const { typed, change, take } = useTyped(nothing, together)
  const [state, setState] = useState<'open' | 'missing' | 'done'>('open')
  const save = async (): Promise<void> => {
    if (typed.tone === null) return setState('missing')
    setState('open')
    const isKept = await take(async ({ tone, tags, words: written }) => {
      const words = written.trim()
      const body = { tone, tags: [...tags], ...(words === '' ? {} : { words }) }
      return record([{ kind: diaryWritten.name, subject: child, occurred: today, basis: 'seen', body }])
    })
    if (isKept) setState('done')
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Questions child={child} typed={typed} change={change} isToneMissing={state === 'missing'} />
      {hasNoRoom && <NoRoom />}
      <div>
        <Button weight="main" type="submit">
          {text('diary.write')}
        </Button>
      </div>
      <p role="status">{state === 'done' && text('diary.written')}</p>
    </form>
  )
}

type QuestionsProps = { child: string; typed: Typed; change: (typed: Typed) => void; isToneMissing: boolean }

function Questions({ child, typed, change, isToneMissing }: QuestionsProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const options = <Word extends string>(field: string, list: readonly Word[]) =>
    list.map((value) => ({ value, label: sayOption(field, value, speech) }))
  return (
    <>
      <ChoiceField
        id={`${child}-tone`}
        label={text('diary.how')}
        isBeside
        error={isToneMissing ? text('form.fault.choose') : undefined}
        options={options('tone', tones)}
        value={typed.tone}
        onChange={(tone) => change({ ...typed, tone })}
      />
      <ManyField
        id={`${child}-tags`}
        label={text('field.tags')}
        isBeside
        isOptional
        options={options('tags', diaryTags)}
        values={typed.tags}
        onChange={(tags) => change({ ...typed, tags })}
      />
      <LongTextField
        id={`${child}-words`}
        label={text('form.diary.words')}
        isOptional
        value={typed.words}
        onChange={(words) => change({ ...typed, words })}
      />
    </>
  )
}

/** The own lines, newest first; those that still wait on this device too. */
function Lines({ diary }: { diary: Diary }): ReactNode {
  const speech = useSpeech()
  const unsent = useUnsent() ?? []
  const known = new Set(diary.lines.map(({ id }) => id))
  const waiting = unsent
    .filter(({ entry }) => entry.subject === diary.child && !known.has(entry.id))
    .map(({ entry }) => entry)
  const lines = [...diary.lines, ...waiting].toReversed()
  return (
    <ul className="plain-list stack-tight">
      {lines.map(({ id, occurred, body }) => (
        <li key={id}>
          {isEdtf(occurred) ? formatEdtf(occurred, speech) : occurred}:{' '}
          {[...wordsOf('tone', [body['tone']], speech), ...wordsOf('tags', body['tags'], speech)].join(', ')}
          {typeof body['words'] === 'string' && <p>{body['words']}</p>}
        </li>
      ))}
    </ul>
  )
}

function wordsOf(field: string, values: unknown, speech: ReturnType<typeof useSpeech>): string[] {
  return Array.isArray(values)
    ? values.filter((value) => typeof value === 'string').map((value) => sayOption(field, value, speech))
    : []
}
