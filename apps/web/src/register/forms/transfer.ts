// Mother and child move to another prison together: one step, so that neither stands in two places. Reason and day are asked (practice.md G-T1).
import { custodyBegan, residenceBegan } from '@komar/domain/register/kinds'
import { basisFields, facilityField, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { isTicked, many, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'

const movingFields: FormDefinition['fields'] = [
  { ...occurredField, label: 'form.transfer.occurred' },
  { ...facilityField, label: 'form.transfer.to' },
  {
    type: 'line',
    id: 'transferReason',
    label: 'form.transfer.reason',
    help: 'form.transfer.reason-help',
    isOptional: true,
  },
  ...basisFields,
]

const transferFormBase = {
  name: 'transfer',
  title: 'action.transfer',
  kinds: [custodyBegan.name, residenceBegan.name],
  rules: (values: Values, { child, carer }: RecordContext) => {
    const now = child?.whereabouts.is === 'in-facility' ? child.whereabouts.facility : carer?.custody?.facility
    return [
      {
        field: 'facility',
        message: 'form.fault.same-facility' as const,
        isBroken: now === said(values, 'facility') && now !== undefined,
      },
    ]
  },
} as const satisfies Partial<FormDefinition>

export const transferForm: FormDefinition = {
  ...transferFormBase,
  subject: 'child',
  lead: 'form.transfer.lead',
  fields: [
    {
      type: 'tick',
      id: 'isAlone',
      label: 'form.transfer.child-alone',
      help: 'form.transfer.child-alone-help',
      when: (_, { carer }) => carer !== null,
    },
    ...movingFields,
  ],
  build: (values, context) => [
    ...(context.carer === null || isTicked(values, 'isAlone')
      ? []
      : [carerMoves(values, context, context.carer.carer)]),
    childMoves(values, context.subject.id, context.carer?.carer),
  ],
}

export const carerTransferForm: FormDefinition = {
  ...transferFormBase,
  subject: 'carer',
  lead: 'form.transfer.carer-lead',
  fields: [
    {
      type: 'many',
      id: 'children',
      label: 'form.transfer.children',
      help: 'form.transfer.children-help',
      isOptional: true,
      options: ({ children, speech }) =>
        children
          .filter(({ isInside }) => isInside)
          .map(({ id, names, code }) => ({
            value: id,
            label: (speech.language === 'km' ? (names.km ?? names.latin) : (names.latin ?? names.km)) ?? code ?? '—',
          })),
      when: (_, { children }) => children.some(({ isInside }) => isInside),
    },
    ...movingFields,
  ],
  initial: ({ today, children }) => ({
    occurred: today,
    children: children.filter(({ isInside }) => isInside).map(({ id }) => id),
  }),
  build: (values, context) => [
    carerMoves(values, context, context.subject.id),
    ...many(values, 'children').map((child) => childMoves(values, child, context.subject.id)),
  ],
}

/** A transfer repeats the legal position as it was last known: it changes the place, not the case. */
function carerMoves(values: Values, { carer }: RecordContext, id: string): EntryDraft {
  const legal = carer?.register.legal
  return fact(values, {
    kind: custodyBegan.name,
    subject: id,
    body: {
      place: 'facility',
      facility: said(values, 'facility'),
      cause: 'transfer',
      transferReason: said(values, 'transferReason'),
      legalStatus: legal?.legalStatus ?? 'unknown',
      charge: legal?.charge ?? 'unknown',
      sentenceMonths: legal?.sentenceMonths,
      expectedRelease: legal?.expectedRelease,
    },
  })
}

function childMoves(values: Values, child: string, carer: string | undefined): EntryDraft {
  return fact(values, {
    kind: residenceBegan.name,
    subject: child,
    body: { facility: said(values, 'facility'), carer },
  })
}
