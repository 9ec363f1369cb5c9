import type { CarerRow } from '@komar/contract/register'
import type { BirthClaim, ChildRegister } from '@komar/domain/register/state'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { PersonName } from '../shell/names.tsx'
import type { Directory } from './directory.ts'

/** With the dates that count near the limit, and those that wait: the law's part, put together by the page. */
type Register = ChildRegister & {
  birth: {
    counted: readonly BirthClaim[]
    questions: readonly { is: 'stated' | 'withdrawn'; version: BirthClaim }[]
  }
}

type Props = {
  register: Register
  carers: ReadonlyMap<string, CarerRow>
  directory: Directory
  mayReadCustody: boolean
  /** Relatives and others outside: the slice of care shows them. */
  children: ReactNode
}

/** Mother and other carers in custody, what the sources say of the birth, how the child came, and who is outside. */
export function FamilySection({ register, carers, directory, mayReadCustody, children }: Props): ReactNode {
  const speech = useSpeech()
  const relations = [...new Map(register.relations.map((each) => [each.carer, each])).values()]
  return (
    <div className="stack">
      {relations.length === 0 && <p>{speech.text('family.none')}</p>}
      <ul className="stack-tight plain-list">
        {relations.map(({ carer, relation }) => (
          <li key={carer}>
            <span className="soft">{sayOption('relation', relation, speech)}</span>{' '}
            <CarerLine id={carer} row={carers.get(carer)} directory={directory} mayReadCustody={mayReadCustody} />
          </li>
        ))}
      </ul>
      {children}
      <Births register={register} />
      <Arrivals register={register} mayReadCustody={mayReadCustody} />
    </div>
  )
}

type CarerLineProps = { id: string; row: CarerRow | undefined; directory: Directory; mayReadCustody: boolean }

function CarerLine({ id, row, directory, mayReadCustody }: CarerLineProps): ReactNode {
  const { text } = useSpeech()
  if (row === undefined) return <strong>{text('family.name-not-shown')}</strong>
  const held = row.facility === null ? null : text('family.held', { facility: directory.facilityName(row.facility) })
  return (
    <>
      <Link to="/carers/$id" params={{ id }}>
        <PersonName person={row} />
      </Link>
      <p className="soft">
        {!mayReadCustody ? text('child.to-confirm') : row.isHeld === false ? text('family.not-held') : held}
      </p>
    </>
  )
}

function Births({ register }: { register: Register }): ReactNode {
  const speech = useSpeech()
  const { claims, counted, questions } = register.birth
  if (claims.length < 2 && questions.length === 0) return null
  const counts = new Set<string>(counted.map(({ entry }) => entry.id))
  const waiting = new Set<string>(questions.map(({ version }) => version.entry.id))
  // A date that was corrected or withdrawn near the limit goes on counting until someone settles it: it is shown with the others.
  const shown = [...new Map([...counted, ...claims].map((claim) => [claim.entry.id, claim])).values()]
  const standingOf = (id: string): string | null => {
    if (questions.some(({ is, version }) => is === 'withdrawn' && version.entry.id === id))
      return speech.text('family.birth-withdrawn')
    if (waiting.has(id)) return speech.text('family.birth-waits')
    return questions.length > 0 && counts.has(id) ? speech.text('family.birth-counts') : null
  }
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.births')}</h3>
      <ul className="plain-list">
        {shown.map(({ entry, born }) => (
          <li key={entry.id}>
            {formatEdtf(born, speech, 'between')} <span className="soft">({speech.text(`basis.${entry.basis}`)})</span>
            {standingOf(entry.id) !== null && <p className="soft">{standingOf(entry.id)}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Arrivals({ register, mayReadCustody }: { register: Register; mayReadCustody: boolean }): ReactNode {
  const speech = useSpeech()
  const last = register.arrivals.at(-1)
  if (!mayReadCustody || last === undefined) return null
  return (
    // Never on paper: a birth in custody is printed on nothing about the child (Nelson Mandela Rule 28).
    <section className="stack-tight screen-only">
      <h3>{speech.text('family.arrival')}</h3>
      <p>{sayOption('how', last.how, speech)}</p>
    </section>
  )
}
