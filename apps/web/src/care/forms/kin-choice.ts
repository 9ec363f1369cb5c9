// The people outside who may care for the child, as its chronicle knows them. Kin stand in the child's own chronicle.
import type { RecordContext } from '../../record/context.ts'
import type { FieldKind } from '../../record/field-kinds.ts'
import type { Option } from '../../ui/choice-field.tsx'
import type { MessageId } from '../../i18n/message-id.ts'

const relationWords = {
  father: 'option.relation.father',
  grandmother: 'option.relation.grandmother',
  grandfather: 'option.relation.grandfather',
  aunt: 'option.relation.aunt',
  uncle: 'option.relation.uncle',
  sister: 'option.relation.sister',
  brother: 'option.relation.brother',
  'other-kin': 'option.relation.other-kin',
  'foster-carer': 'option.relation.foster-carer',
  home: 'option.relation.home',
} as const satisfies Record<string, MessageId>

export type KinRelation = keyof typeof relationWords
export const kinRelations: readonly KinRelation[] = [
  'father',
  'grandmother',
  'grandfather',
  'aunt',
  'uncle',
  'sister',
  'brother',
  'other-kin',
  'foster-carer',
  'home',
]

export function kinOptions({ child, speech }: RecordContext): Option[] {
  return (child?.care.kin ?? []).map(({ entry, body }) => {
    const { km, latin } = body.names
    const name = speech.language === 'km' ? (km ?? latin) : (latin ?? km)
    return { value: entry.subject, label: `${name ?? '—'} (${speech.text(relationWords[body.relation])})` }
  })
}

/** Whoever is not in the list is registered first; what was typed so far waits. */
export const newKin = { form: 'kin', label: 'form.kin.not-in-list' } as const

/** Which of them. `id` is the member of the body, or a name of the form's own. */
export function kinField(id: string, label: MessageId = 'form.kin.who'): FieldKind {
  return { type: 'choice', id, label, options: kinOptions, elsewhere: newKin }
}

/** The one that the link to the form named, or the only one there is. */
export function firstKin(context: RecordContext): string {
  const options = kinOptions(context)
  return context.query['kin'] ?? (options.length === 1 ? (options[0]?.value ?? '') : '')
}
