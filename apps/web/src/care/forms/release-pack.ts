// What must be ready on the day of a release, kept from entry, and the look after a transfer (practice.md, G-R2, G-T1). The pack is printed
// and carried: it must not say where mother and child come from.
import { distances, packPieces, releasePackStated, transferChecked } from '@komar/domain/care/after-kinds'
import { tellsOfPrison } from '@komar/domain/register/tells-of-prison'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { motherOf } from './reunification.ts'

export const releasePackForm = factForm({
  name: 'release-pack',
  subject: 'child',
  title: 'action.release-pack',
  lead: 'form.release-pack.lead',
  kind: releasePackStated.name,
  also: (_, context) => [motherOf(context)],
  fields: [
    // A release heard of at noon: that comes first, what is not ready follows.
    { type: 'yes-no', id: 'isReleaseHeard', label: 'form.release-pack.heard', isOptional: true },
    {
      type: 'date',
      id: 'releaseExpected',
      label: 'form.release-pack.expected',
      help: 'form.release-pack.expected-help',
      isOptional: true,
    },
    ...packPieces.map((piece) => ({
      type: 'line' as const,
      id: piece,
      label: `form.release-pack.${piece}` as const,
      isOptional: true,
    })),
    { ...occurredField, label: 'form.release-pack.occurred' },
    ...basisFields,
  ],
  initial: ({ today, child, carer }) => ({
    occurred: today,
    ...child?.after.pack.pieces,
    releaseExpected: child?.after.pack.releaseExpected ?? carer?.register.legal?.expectedRelease ?? '',
  }),
  rules: (values) =>
    packPieces.map((piece) => ({
      field: piece,
      message: 'form.fault.tells-of-prison' as const,
      isBroken: tellsOfPrison(said(values, piece) ?? ''),
    })),
})

export const transferCheckForm = factForm({
  name: 'transfer-check',
  subject: 'child',
  title: 'action.transfer-check',
  lead: 'form.transfer-check.lead',
  kind: transferChecked.name,
  also: (_, context) => [motherOf(context)],
  fields: [
    { ...occurredField, label: 'form.transfer-check.occurred' },
    {
      type: 'choice',
      id: 'distanceToKin',
      label: 'form.transfer-check.distance',
      options: words('option.distanceToKin', distances),
    },
    {
      type: 'text',
      id: 'conditions',
      label: 'form.transfer-check.conditions',
      help: 'form.transfer-check.conditions-help',
    },
    { type: 'text', id: 'contactNow', label: 'form.transfer-check.contact', isOptional: true },
    wordsField,
    ...basisFields,
  ],
})
