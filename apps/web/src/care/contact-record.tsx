// Contact as a picture of months: met, spoke, missed; beneath it the same as a table, with causes, means and money asked for. A cell has
// a sign besides its colour, and says in words what it shows.
import { contactMonths, missesBySide, type ContactMonth, type MissSide } from '@komar/domain/care/contact-months'
import type { Contact } from '@komar/domain/care/state'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber, inReadersFigures } from '../i18n/format-number.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { monthNames } from '../i18n/month-names.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import './contact-record.css'

type Props = { contacts: readonly Contact[]; from: PlainDate | null; today: PlainDate }

const signs = { met: '●', spoke: '◐', missed: '✕', nothing: '' } as const satisfies Record<
  ContactMonth['shows'],
  string
>
const words = {
  met: 'contact.met',
  spoke: 'contact.spoke',
  missed: 'contact.missed',
  nothing: 'contact.nothing',
} as const satisfies Record<ContactMonth['shows'], MessageId>

export function ContactRecord({ contacts, from, today }: Props): ReactNode {
  const speech = useSpeech()
  const since = from ?? firstOf(contacts) ?? today
  const months = contactMonths(contacts, since, today)
  const years = [...Map.groupBy(months, ({ month }) => month.slice(0, 4))]
  const misses = missesBySide(contacts)
  return (
    <section className="stack-tight contact-record">
      <h3>{speech.text('care.contacts')}</h3>
      {contacts.length === 0 && <p>{speech.text('care.contacts-none')}</p>}
      {months.length > 0 && <MonthNumbers />}
      {years.map(([year, cells]) => (
        <div key={year} className="contact-year">
          <span className="small soft">{inReadersFigures(year, speech)}</span>
          <ol className="contact-months plain-list">
            {cells.map((cell) => (
              <Cell key={cell.month} cell={cell} />
            ))}
          </ol>
        </div>
      ))}
      <p className="small soft contact-legend">
        {(['met', 'spoke', 'missed'] as const).map((shows) => (
          <span key={shows}>
            <span className={`contact-sign contact-${shows}`} aria-hidden="true">
              {signs[shows]}
            </span>{' '}
            {speech.text(words[shows])}
          </span>
        ))}
      </p>
      {misses.length > 0 && (
        <p className="small">
          {speech.text('contact.misses', {
            list: misses
              .map(({ side, count }) => `${sideWords(side, speech)} ${formatNumber(count, speech)}`)
              .join(', '),
          })}
        </p>
      )}
      {contacts.length > 0 && (
        <details>
          <summary>{speech.text('contact.table')}</summary>
          <Table contacts={contacts} />
        </details>
      )}
    </section>
  )
}

function firstOf(contacts: readonly Contact[]): PlainDate | null {
  const [first] = contacts
  return first === undefined ? null : edtfBounds(first.entry.occurred).earliest
}

/** The months by number over their cells; each cell names its month in words. */
function MonthNumbers(): ReactNode {
  const speech = useSpeech()
  return (
    <div className="contact-year small soft" aria-hidden="true">
      <span />
      <div className="contact-months">
        {monthNames.en.map((name, index) => (
          <span key={name}>{formatNumber(index + 1, speech)}</span>
        ))}
      </div>
    </div>
  )
}

function Cell({ cell }: { cell: ContactMonth }): ReactNode {
  const speech = useSpeech()
  const number = Number(cell.month.slice(5))
  const month = monthNames[speech.language][number - 1] ?? ''
  const said = speech.text('contact.cell', {
    month,
    shows: speech.text(words[cell.shows]),
    met: cell.met.length,
    spoke: cell.spoke.length,
    missed: cell.missed.length,
  })
  return (
    <li className={`contact-cell contact-${cell.shows}`} style={{ gridColumn: number }} title={said}>
      <span aria-hidden="true">{signs[cell.shows]}</span>
      <span className="only-for-readers">{said}</span>
    </li>
  )
}

function sideWords(side: MissSide, { text }: Speech): string {
  return text(`contact.side.${side}`)
}

function Table({ contacts }: Pick<Props, 'contacts'>): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{text('contact.day')}</th>
          <th scope="col">{text('contact.how')}</th>
          <th scope="col">{text('contact.more')}</th>
        </tr>
      </thead>
      <tbody>
        {contacts.toReversed().map((contact) => (
          <tr key={contact.id}>
            <th scope="row">{formatEdtf(contact.entry.occurred, speech)}</th>
            <td>{sayHow(contact, speech)}</td>
            <td>
              {sayMore(contact, speech).join(' · ')}
              {contact.body.words !== undefined && <p className="soft">{contact.body.words}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayHow({ body }: Contact, speech: Speech): string {
  const way = sayOption('way', body.way, speech)
  if (body.hasHappened) return way
  return `${way}: ${speech.text('care.missed', { cause: sayOption('cause', body.cause ?? 'unknown', speech) })}`
}

/** Brothers and sisters, fare and food, and money asked for. */
function sayMore({ body }: Contact, speech: Speech): string[] {
  const { text } = speech
  const paid = (isPaid: boolean | undefined, yes: MessageId, no: MessageId): string[] =>
    isPaid === undefined ? [] : [text(isPaid ? yes : no)]
  return [
    ...(body.siblings === undefined || body.siblings === 'has-none'
      ? []
      : [text('contact.siblings', { who: sayOption('siblings', body.siblings, speech) })]),
    ...paid(body.isFarePaid, 'contact.fare-paid', 'contact.fare-unpaid'),
    ...paid(body.isFoodPaid, 'contact.food-paid', 'contact.food-unpaid'),
    ...(body.unofficialFeeRiel === undefined || body.unofficialFeeRiel === 0
      ? []
      : [text('contact.fee', { riel: formatNumber(body.unofficialFeeRiel, speech) })]),
  ]
}
