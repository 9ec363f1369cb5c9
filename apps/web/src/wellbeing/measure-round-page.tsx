// A clinician's morning: the children of a prison who are to be measured, one line each, weight, length and arm, recorded line by line, so
// that nothing waits for the last child. The child longest without a measurement comes first as the host lists what is due.
import { searchChildren, type ChildRow } from '@komar/contract/register'
import { growthMeasured } from '@komar/domain/wellbeing/growth-kinds'
import { useParams } from '@tanstack/react-router'
import { useCallback, useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoRoom, useRecordIfRoom, useTyped } from '../record/if-room.tsx'
import { count as readCount, decimal, isTicked, type Values } from '../record/values.ts'
import { mayRecordKind } from '../register/actions.ts'
import { useDirectory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { codeOf, PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Tick } from '../ui/choice-field.tsx'
import { PageState } from '../ui/page-state.tsx'
import { TextField } from '../ui/text-field.tsx'
import { hasMeasure } from './forms/growth.ts'
import './growth-chart.css'

const most = 200

export function MeasureRoundPage(): ReactNode {
  const { id } = useParams({ from: '/frame/facilities/$id/measure' })
  const session = useSession()
  const question = useCallback(
    async (isBackground: boolean) =>
      ask(searchChildren, { body: { facility: id, where: 'inside' as const, limit: most } }, { isBackground }),
    [id],
  )
  const asked = useAnswer(question)
  if (!mayRecordKind(session, growthMeasured.name)) return <PageState kind="forbidden" />
  return (
    <Answered asked={asked} title="measure-round.title">
      {({ children, today }) => <Round facility={id} rows={children} today={today} />}
    </Answered>
  )
}

function Round({ facility, rows, today }: { facility: string; rows: readonly ChildRow[]; today: string }): ReactNode {
  const { text } = useSpeech()
  const { facilityName } = useDirectory()
  const byCode = rows.toSorted((left, right) => (left.code ?? '').localeCompare(right.code ?? ''))
  return (
    <Page
      title="measure-round.title"
      lead={<p>{text('measure-round.lead', { count: rows.length, prison: facilityName(facility) })}</p>}
    >
      {rows.length === 0 && <p>{text('measure-round.nobody')}</p>}
      <ol className="plain-list stack measure-round">
        {byCode.map((row) => (
          <Line key={row.id} row={row} today={today} />
        ))}
      </ol>
    </Page>
  )
}

function together(taken: Values, since: Values): Values {
  return { ...taken, ...Object.fromEntries(Object.entries(since).filter(([, value]) => value !== '')) }
}

/** Under this many months a child is measured lying. */
const lyingMonths = 24

function isMeasuredLying({ born }: ChildRow, today: string): boolean | null {
  const [first] = born
  const year = readCount({ year: first?.slice(0, 4) ?? '' }, 'year')
  const month = readCount({ month: first?.slice(5, 7) ?? '' }, 'month')
  if (year === undefined || month === undefined) return null
  const months = (Number(today.slice(0, 4)) - year) * 12 + Number(today.slice(5, 7)) - month
  // In the month of the second birthday nobody knows from here: it is left open, and the age decides.
  return months === lyingMonths ? null : months < lyingMonths
}

function Line({ row, today }: { row: ChildRow; today: string }): ReactNode {
  const { text } = useSpeech()
  const { record, hasNoRoom } = useRecordIfRoom()
  const { typed: values, change, take } = useTyped<Values>({}, together)
  const [state, setState] = useState<'open' | 'nothing' | 'done'>('open')
  const save = async (): Promise<void> => {
    if (!hasMeasure(values) || measured.some(({ field }) => isWrong(values, field))) return setState('nothing')
    setState('open')
    if (await take(async (taken) => record([draftOf(row, taken, today)]))) setState('done')
  }
  return (
    <li className="card stack-tight">
      <h2>
        <PersonName person={row} /> <span className="small soft">{row.code ?? codeOf(row.id)}</span>
      </h2>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Measures
          id={row.id}
          values={values}
          change={(next) => {
            change(next)
            setState('open')
          }}
        />
        <Button weight="main" type="submit">
          {text('measure-round.record')}
        </Button>
      </form>
      {hasNoRoom && <NoRoom />}
      <p role="status">
        {state === 'done' && text('measure-round.done')}
        {state === 'nothing' && text('form.growth.nothing')}
      </p>
    </li>
  )
}

type MeasuresProps = { id: string; values: Values; change: (values: Values) => void }

function Measures({ id, values, change }: MeasuresProps): ReactNode {
  const { text } = useSpeech()
  return (
    <>
      {measured.map(({ field, label }) => (
        <TextField
          key={field}
          id={`${id}-${field}`}
          label={text(label)}
          error={isWrong(values, field) ? text('form.fault.not-a-measure') : undefined}
          isShort
          inputMode="decimal"
          autoComplete="off"
          value={typeof values[field] === 'string' ? values[field] : ''}
          onChange={(typed) => change({ ...values, [field]: typed })}
        />
      ))}
      <Tick
        label={text('field.hasOedema')}
        isTicked={isTicked(values, 'hasOedema')}
        onChange={(hasOedema) => change({ ...values, hasOedema })}
      />
    </>
  )
}

function isWrong(values: Values, field: string): boolean {
  const typed = values[field]
  return typeof typed === 'string' && typed.trim() !== '' && decimal(values, field) === undefined
}

const measured = [
  { field: 'weightKg', label: 'field.weightKg' },
  { field: 'heightCm', label: 'field.heightCm' },
  { field: 'muacCm', label: 'field.muacCm' },
] as const

function draftOf(row: ChildRow, values: Values, today: string) {
  const heightCm = decimal(values, 'heightCm')
  const isLying = isMeasuredLying(row, today)
  const body = {
    weightKg: decimal(values, 'weightKg'),
    heightCm,
    muacCm: decimal(values, 'muacCm'),
    posture: heightCm === undefined || isLying === null ? undefined : isLying ? 'lying' : 'standing',
    hasOedema: isTicked(values, 'hasOedema') ? true : undefined,
  }
  return {
    kind: growthMeasured.name,
    subject: row.id,
    occurred: today,
    basis: 'seen' as const,
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  }
}
