// What the register knows of a child's family beyond the names: the picture, who is looked for, why brothers and sisters live apart, who
// decided that the child came, papers, and life outside. Care class but for papers: prison staff see none of it.
import type { CarerRow } from '@komar/contract/register'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { useSayPerson } from '../shell/names.tsx'
import { FamilyPicture } from '../ui/family-picture.tsx'
import { useChildRows } from './carer-children.tsx'
import { familyPeople } from './family-people.ts'

type Props = { file: ChildFile; carers: ReadonlyMap<string, CarerRow> }

/** The picture, once there is more than a mother and a child to be seen. */
export function FamilyPart({ file, carers }: Props): ReactNode {
  const speech = useSpeech()
  const sayPerson = useSayPerson()
  const children = useChildRows(file.family.siblings.flatMap(({ child }) => child ?? []))
  const people = familyPeople(file, { speech, sayPerson, carers, children })
  const all = [...people.elders, ...people.children]
  if (all.length < 3) return null
  const label = speech.text('family.picture-say', {
    people: all.map(({ name, bondWords }) => `${name} (${bondWords})`).join(', '),
  })
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.picture')}</h3>
      <FamilyPicture elders={people.elders} children={people.children} label={label} />
      {file.family.siblings.flatMap(({ id, apartReason }) =>
        apartReason === undefined ? [] : [<p key={id}>{speech.text('family.apart-why', { reason: apartReason })}</p>],
      )}
    </section>
  )
}

/** Those with whom contact was lost, and how the search stands. */
export function Searches({ file }: Pick<Props, 'file'>): ReactNode {
  const speech = useSpeech()
  const { lostContacts } = file.family
  if (lostContacts.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.searches')}</h3>
      <ul className="plain-list stack-tight">
        {lostContacts.map(({ lost, tries, isFound, nextOn }) => (
          <li key={lost.id}>
            {lost.body.whom}{' '}
            <span className="soft">
              {[
                sayOption('lostRelation', lost.body.lostRelation, speech),
                isFound
                  ? speech.text('family.search-found')
                  : speech.text('family.search-tries', { count: tries.length }),
                ...(isFound || nextOn === null
                  ? []
                  : [speech.text('family.search-next', { date: formatDate(nextOn, speech) })]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who really decided that the child came, and on what grounds: beside how it came, which a prison reads too. */
export function ChoicePart({ file }: Pick<Props, 'file'>): ReactNode {
  const speech = useSpeech()
  const { choice } = file.family
  if (choice === null) return null
  const { reallyDecidedBy, wereAsked, optionsKnown, questionedBy, mothersReasons } = choice.body
  const list = (field: string, words: readonly string[]): string =>
    words.map((word) => sayOption(field, word, speech)).join(', ')
  return (
    <section className="stack-tight screen-only">
      <h3>{speech.text('family.choice')}</h3>
      <p>{speech.text('family.choice-line', { who: sayOption('reallyDecidedBy', reallyDecidedBy, speech) })}</p>
      <p className="soft">{speech.text('family.choice-asked', { who: list('wereAsked', wereAsked) })}</p>
      <p className="soft">{speech.text('family.choice-options', { options: list('optionsKnown', optionsKnown) })}</p>
      <p className="soft">{speech.text('family.choice-questioned', { who: list('questionedBy', questionedBy) })}</p>
      {mothersReasons !== undefined && <blockquote>{mothersReasons}</blockquote>}
    </section>
  )
}

/** Nationality, registration of the birth, language; and what the mother said of her consul, to those who read care. */
export function PapersPart({ file, mayReadCare }: Pick<Props, 'file'> & { mayReadCare: boolean }): ReactNode {
  const speech = useSpeech()
  const { papers, consul } = file.standing
  if (papers === null) return null
  const { nationality, country, birthRegistration, needsInterpreter, language } = papers.body
  const said = [sayOption('nationality', nationality, speech), country].filter((part) => part !== undefined).join(', ')
  const registration = sayOption('birthRegistration', birthRegistration, speech)
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.papers')}</h3>
      <p>{speech.text('family.papers-line', { nationality: said, registration })}</p>
      {needsInterpreter === 'yes' && (
        <p className="soft">{speech.text('family.interpreter', { language: language ?? '—' })}</p>
      )}
      {mayReadCare && consul !== null && (
        <p className="soft">
          {speech.text('family.consul', { answer: sayOption('motherOnConsul', consul.body.motherOnConsul, speech) })}
        </p>
      )}
    </section>
  )
}

/** Where the child lives outside, and its stays with host families. */
export function OutsidePart({ file }: Pick<Props, 'file'>): ReactNode {
  const speech = useSpeech()
  const { living, hostStays } = file.outside
  if (living === null && hostStays.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.outside')}</h3>
      {living !== null && <p>{livingWords(living.body, speech)}</p>}
      {hostStays.map(({ id, entry, body }) => (
        <div key={id}>
          <p>
            {speech.text('family.host-stay', {
              date: formatEdtf(entry.occurred, speech, 'between'),
              household: body.household,
            })}
          </p>
          {!body.isSafetyChecked && <p className="soft">{speech.text('family.host-unchecked')}</p>}
        </div>
      ))}
    </section>
  )
}

type Living = NonNullable<ChildFile['outside']['living']>['body']

function livingWords({ livingWith, whom, attended }: Living, speech: Speech): string {
  const said = [sayOption('livingWith', livingWith, speech), whom].filter((part) => part !== undefined).join(', ')
  return speech.text('family.outside-line', { who: said, attended: sayOption('attended', attended, speech) })
}
