import type { CarerRow } from '@komar/contract/register'
import { isEdtf } from '@komar/domain/time/edtf'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { PersonName } from '../shell/names.tsx'
import { sayOption } from '../chronicle/field-words.ts'
import { List, type Column } from '../ui/list.tsx'
import { PageState } from '../ui/page-state.tsx'
import type { Directory } from './directory.ts'

type Props = { rows: readonly CarerRow[]; total: number; directory: Directory }

const counted = 1000

export function CarersList({ rows, total, directory }: Props): ReactNode {
  const speech = useSpeech()
  const caption =
    total > counted
      ? speech.text('carers.caption-many', { count: counted })
      : speech.text('carers.caption', { count: total })
  return (
    <List
      caption={caption}
      columns={columnsOf(speech, directory)}
      rows={rows}
      rowKey={({ id }) => id}
      whenEmpty={
        <PageState kind="empty" heading={speech.text('carers.empty')} next={speech.text('children.empty-next')} />
      }
    />
  )
}

function columnsOf(speech: Speech, directory: Directory): Column<CarerRow>[] {
  const { text } = speech
  return [
    {
      id: 'name',
      heading: text('carers.column-name'),
      isName: true,
      cell: (carer) => (
        <Link to="/carers/$id" params={{ id: carer.id }}>
          <PersonName person={carer} />
        </Link>
      ),
    },
    {
      id: 'where',
      heading: text('carers.column-where'),
      cell: ({ facility, isHeld }) =>
        facility !== null ? directory.facilityName(facility) : isHeld === false ? text('family.not-held') : null,
    },
    { id: 'since', heading: text('carers.column-since'), cell: ({ heldSince }) => sayDate(heldSince, speech) },
    {
      id: 'legal',
      heading: text('carers.column-legal'),
      cell: ({ legalStatus, charge }) =>
        [sayOption('legalStatus', legalStatus, speech), sayOption('charge', charge, speech)].filter(Boolean).join(', '),
    },
    { id: 'pregnant', heading: text('carers.column-pregnant'), cell: (carer) => sayPregnancy(carer, speech) },
    { id: 'children', heading: text('carers.column-children'), cell: (carer) => sayChildren(carer, speech) },
  ]
}

function sayDate(edtf: string | null, speech: Speech): string {
  return edtf !== null && isEdtf(edtf) ? formatEdtf(edtf, speech, 'between') : ''
}

function sayPregnancy({ isPregnant, due }: CarerRow, speech: Speech): string {
  if (isPregnant !== true) return ''
  return due === null
    ? speech.text('carers.pregnant')
    : speech.text('carers.pregnant-due', { date: sayDate(due, speech) })
}

function sayChildren({ children }: CarerRow, { text }: Speech): string {
  if (children.length === 0) return ''
  const inside = children.filter(({ isInside }) => isInside).length
  return text('carers.children-count', { inside, outside: children.length - inside })
}
