// A birth in custody, in one step from the pregnancy. Identity entries say nothing about prison or custody: how the child came stands
// in custody class apart, so that no document about the child can print it (Nelson Mandela Rule 28).
import {
  arrivalExplained,
  birthStated,
  childRegistered,
  pregnancyEnded,
  relationStated,
  residenceBegan,
} from '@komar/domain/register/kinds'
import { basisFields, facilityField, nameFields, sexField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { compact, names } from '../../record/drafting.ts'
import { isTicked, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import { childCode } from '@komar/domain/register/child-code'
import { nameRule } from './arrest.ts'
import { openPregnancies } from './pregnancy.ts'

export const birthForm: FormDefinition = {
  name: 'birth',
  subject: 'carer',
  title: 'action.birth',
  lead: 'form.birth.lead',
  kinds: [
    childRegistered.name,
    birthStated.name,
    relationStated.name,
    residenceBegan.name,
    arrivalExplained.name,
    pregnancyEnded.name,
  ],
  fields: [
    {
      type: 'choice',
      id: 'pregnancy',
      label: 'form.birth.pregnancy',
      options: openPregnancies,
      when: (_, context) => openPregnancies(context).length > 1,
    },
    { type: 'date', id: 'occurred', label: 'form.birth.born' },
    sexField,
    { type: 'tick', id: 'isUnnamed', label: 'form.birth.unnamed', help: 'form.birth.unnamed-help' },
    ...nameFields.map((field) => ({ ...field, when: (values: Values) => !isTicked(values, 'isUnnamed') })),
    { ...facilityField, label: 'form.birth.lives', help: 'form.birth.lives-help' },
    ...basisFields,
  ],
  initial: (context) => ({
    occurred: context.today,
    pregnancy: context.query['pregnancy'] ?? openPregnancies(context)[0]?.value ?? '',
    facility: context.carer?.custody?.facility ?? '',
  }),
  rules: (values) => (isTicked(values, 'isUnnamed') ? [] : nameRule(values)),
  build: birthEntries,
  after: (drafts) => drafts[0] && `/children/${drafts[0].subject}`,
}

function birthEntries(values: Values, context: RecordContext): EntryDraft[] {
  const { newId, subject, today } = context
  const child = newId()
  const carer = subject.id
  const pregnancy = said(values, 'pregnancy')
  const about = (kind: string, body: Record<string, unknown>, also: string[] = []): EntryDraft =>
    fact(values, { kind, subject: child, also, body })
  const entries = [
    about(childRegistered.name, {
      names: childNames(values, context),
      sex: said(values, 'sex'),
      code: childCode(child, today),
    }),
    about(birthStated.name, { born: said(values, 'occurred') }),
    about(relationStated.name, { carer, relation: 'mother' }, [carer]),
    about(residenceBegan.name, { facility: said(values, 'facility'), carer }),
    about(arrivalExplained.name, { how: 'born-in-custody', pregnancy }),
  ]
  if (pregnancy === undefined) return entries
  const ended = fact(values, { kind: pregnancyEnded.name, subject: carer, body: { pregnancy, outcome: 'birth' } })
  return [...entries, ended]
}

/** A child without a name yet is its mother's baby until it is named. */
function childNames(values: Values, { carer }: RecordContext): Record<string, unknown> {
  if (!isTicked(values, 'isUnnamed')) return names(values)
  const { km, latin } = carer?.register.names ?? {}
  if (km === undefined && latin === undefined) return { latin: 'Baby' }
  return compact({
    km: km === undefined ? undefined : `កូន ${km}`,
    latin: latin === undefined ? undefined : `Baby of ${latin}`,
  })
}
