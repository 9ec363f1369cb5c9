// The other record of the same child: looked for by name or code, and shown beside this one.
import { searchChildren, showCarer, type CarerRow, type ChildRow } from '@komar/contract/register'
import { isEdtf } from '@komar/domain/time/edtf'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { Speech } from '../../i18n/speech.ts'
import type { RecordContext } from '../../record/context.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { PersonName } from '../../shell/names.tsx'
import { ask } from '../../store/ask.ts'
import { Button } from '../../ui/button.tsx'
import { List } from '../../ui/list.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { recordAddress } from '../actions.ts'
import { sayBirths } from '../children-list.tsx'
import { useChildRow } from '../use-child-row.ts'

const typingPauseMs = 400
const shortestText = 2
const mostFound = 8

/** Finds the other record and puts its id into the form. */
export function OtherRecord({ values, change, context }: Slot): ReactNode {
  const { text } = context.speech
  const [typed, setTyped] = useState('')
  const found = useFound(typed, context.subject.id)
  if (said(values, 'other') !== undefined) {
    return (
      <div>
        <Button onClick={() => change({ ...values, other: '' })}>{text('form.same-child.another')}</Button>
      </div>
    )
  }
  return (
    <div className="stack-tight">
      <TextField
        id="search"
        type="search"
        label={text('form.same-child.find')}
        help={text('form.same-child.find-help')}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <ul className="plain-list stack-tight" role="status">
        {found.map((row) => (
          <li key={row.id}>
            <Button onClick={() => change({ ...values, other: row.id })}>
              <PersonName person={row} />
              {row.code === null ? '' : ` · ${row.code}`}
              {row.born.length === 0 ? '' : ` · ${sayBirths(row.born, context.speech)}`}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function useFound(typed: string, self: string): readonly ChildRow[] {
  const [found, setFound] = useState<readonly ChildRow[]>([])
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      if (typed.trim().length < shortestText) return setFound([])
      void ask(searchChildren, { body: { text: typed.trim(), where: 'anywhere', limit: mostFound } }).then((answer) => {
        if (!isCurrent || !answer.ok) return
        setFound(answer.value.children.filter(({ id, sameAs }) => id !== self && (sameAs ?? null) === null))
      })
    }, typingPauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [typed, self])
  return found
}

/** The address of the form that says that they are two; a plain string, as no route is named by it. */
function twoChildren(child: string, other: string): string {
  return `${recordAddress(child, 'compared')}?other=${other}`
}

type Line = { id: string; label: string; mine: ReactNode; theirs: ReactNode }

/** Both records, point by point: what is the same in each needs no sign, the eye finds it. */
export function ComparedRecords({ values, context }: Slot): ReactNode {
  const { speech } = context
  const other = said(values, 'other')
  const [mine, theirs] = [useChildRow(context.subject.id), useChildRow(other)]
  if (other === undefined || mine === null || theirs === null) return null
  const { text } = speech
  return (
    <div className="stack-tight">
      <List
        caption={text('form.same-child.caption')}
        columns={[
          { id: 'point', heading: text('form.same-child.point'), isName: true, cell: ({ label }) => label },
          { id: 'mine', heading: text('form.same-child.mine'), cell: (line) => line.mine },
          { id: 'theirs', heading: text('form.same-child.theirs'), cell: (line) => line.theirs },
        ]}
        rows={linesOf(mine, theirs, context)}
        rowKey={({ id }) => id}
        whenEmpty={null}
      />
      <p>
        <Link to={twoChildren(context.subject.id, other)}>{text('alike.two')}</Link>
      </p>
    </div>
  )
}

function linesOf(mine: ChildRow, theirs: ChildRow, context: RecordContext): Line[] {
  const { speech } = context
  const line = (id: string, label: string, said: (row: ChildRow) => ReactNode): Line => ({
    id,
    label,
    mine: said(mine) ?? '—',
    theirs: said(theirs) ?? '—',
  })
  const { text } = speech
  return [
    line('name', text('children.column-name'), (row) => <PersonName person={row} />),
    line('names', text('form.same-child.all-names'), ({ names }) =>
      [names.km, names.latin, names.called].filter((name) => name !== null).join(' · '),
    ),
    line('code', text('form.same-child.code'), ({ code }) => code),
    line('born', text('children.column-born'), ({ born }) => (born.length === 0 ? null : sayBirths(born, speech))),
    line('sex', text('form.sex'), ({ sex }) => sayKnown(sex, context)),
    line('carer', text('form.same-child.carer'), ({ carer }) => (carer === null ? null : <CarerName id={carer} />)),
    line('place', text('children.column-where'), ({ facility, isInside }) => sayPlace(facility, isInside, context)),
    line('since', text('form.same-child.since'), ({ livesSince }) => sayDate(livesSince, speech)),
  ]
}

function CarerName({ id }: { id: string }): ReactNode {
  const [carer, setCarer] = useState<CarerRow | null>(null)
  useEffect(() => {
    let isCurrent = true
    void ask(showCarer, { params: { id } }).then((answer) => {
      if (isCurrent && answer.ok) setCarer(answer.value.carer)
    })
    return () => {
      isCurrent = false
    }
  }, [id])
  return carer === null ? '—' : <PersonName person={carer} />
}

function sayKnown(sex: string | null, { speech }: RecordContext): string | null {
  return sex === 'female' || sex === 'male' || sex === 'unknown' ? speech.text(`option.sex.${sex}`) : null
}

function sayPlace(facility: string | null, isInside: boolean, { facilities, speech }: RecordContext): string | null {
  const found = facilities.find(({ id }) => id === facility)
  if (found !== undefined) return speech.language === 'km' ? found.nameKm : found.nameEn
  return isInside ? null : speech.text('where.outside')
}

function sayDate(date: string | null, speech: Speech): string | null {
  return date !== null && isEdtf(date) ? formatEdtf(date, speech, 'between') : null
}
