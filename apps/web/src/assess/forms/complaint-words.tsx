// What is said before a complaint is taken, and who will see it and who never will, as the form is filled.
import { grantsOn } from '@komar/domain/access/state'
import type { ReactNode } from 'react'
import type { RecordContext } from '../../record/context.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { many, said, type Values } from '../../record/values.ts'
import { Notice } from '../../ui/notice.tsx'

/** Read aloud before anything is asked. */
export function ComplaintFirstWords({ context: { speech, pack } }: Slot): ReactNode {
  const { text } = speech
  const rules = pack.procedures?.decisions
  return (
    <Notice heading={text('form.complaint.first-words')}>
      <p>{text('form.complaint.first-words-1')}</p>
      <p>{text('form.complaint.first-words-2')}</p>
      {rules !== undefined && (
        <p>
          {text('form.complaint.first-words-3', {
            days: rules.complaintAnsweredWithin.value,
            watch: rules.reprisalWatch.value,
          })}
        </p>
      )}
    </Notice>
  )
}

/** Who will see it: worked out from circles as they are, without those complained of. */
export function ComplaintAudience({ values, context }: Slot): ReactNode {
  const { text } = context.speech
  const seeing = agenciesThatSee(values, context).map((id) => agencyName(id, context))
  const isWhole = isAudienceKnown(context)
  const never = complainedOf(values, context)
  return (
    <Notice heading={text('form.complaint.who-sees')} tone={isWhole && seeing.length === 0 ? 'amber' : 'slate'}>
      {seeing.length > 0 && (
        <p>
          {text(isWhole ? 'form.complaint.who-sees-list' : 'form.complaint.who-sees-some', {
            agencies: seeing.join(', '),
          })}
        </p>
      )}
      {!isWhole && <p>{text('form.complaint.who-sees-more')}</p>}
      {isWhole && seeing.length === 0 && <p>{text('form.complaint.nobody-sees')}</p>}
      <p>
        {never.length === 0
          ? text('form.complaint.who-never-prison')
          : text('form.complaint.who-never', { names: never.join(', ') })}
      </p>
    </Notice>
  )
}

/** The own agency, the one responsible for the child, and those to whom its complaints were opened; nobody complained of. */
function agenciesThatSee(values: Values, { session, child, today }: RecordContext): string[] {
  const responsible = child?.access.responsible?.agency
  const granted = child === null ? [] : grantsOn(child.access, today)
  const all = [
    session.agency.id,
    ...(responsible === undefined ? [] : [responsible]),
    ...granted.filter(({ body }) => body.classes.includes('safeguarding')).map(({ body }) => body.agency),
  ]
  const against = many(values, 'againstAgencies')
  return [...new Set(all)].filter((id) => !against.includes(id))
}

/** From a carer's page, or without a network, the child's case-load and grants are not at hand: then "only" would be untrue. */
function isAudienceKnown({ subject, child }: RecordContext): boolean {
  return subject.type === 'facility' || (child !== null && child.register.code !== null)
}

function complainedOf(values: Values, context: RecordContext): string[] {
  const people = many(values, 'againstAccounts').flatMap(
    (id) => context.authors.find((author) => author.id === id)?.displayName ?? [],
  )
  const others = said(values, 'againstOthers')
  return [
    ...many(values, 'againstAgencies').map((id) => agencyName(id, context)),
    ...people,
    ...(others === undefined ? [] : [others]),
  ]
}

export function agencyName(id: string, { agencies, speech }: RecordContext): string {
  const found = agencies.find((agency) => agency.id === id)
  return found === undefined ? '' : speech.language === 'km' ? found.nameKm : found.nameEn
}
