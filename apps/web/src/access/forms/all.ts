// Who is responsible for a child, and what another agency may see of it. Both are acts of a supervisor.
import { accessClasses } from '@komar/domain/access/classes'
import { allocated, granted, legalBases } from '@komar/domain/access/kinds'
import { addMonths } from '@komar/domain/time/plain-date'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { day, isTicked, many, oneOf, said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { consentForm } from './consent.ts'
import { erasureAgreementForm, erasureForm } from './erasure.ts'

/** Agencies that may look after a child or hold what is known of it; whoever runs the host is none of them. */
function agencyOptions({ agencies, speech }: RecordContext): Option[] {
  return agencies
    .filter(({ kind }) => kind !== 'host')
    .map(({ id, nameEn, nameKm }) => ({ value: id, label: speech.language === 'km' ? nameKm : nameEn }))
}

const agencyField: FieldKind = { type: 'select', id: 'agency', label: 'form.agency', options: agencyOptions }

export const allocationForm: FormDefinition = {
  name: 'allocation',
  subject: 'child',
  title: 'action.allocation',
  lead: 'form.allocation.lead',
  kinds: [allocated.name],
  fields: [
    agencyField,
    {
      type: 'tick',
      id: 'isMine',
      label: 'form.allocation.is-mine',
      when: (values, { session }) => said(values, 'agency') === session.agency.id,
    },
  ],
  initial: ({ session }) => ({ agency: session.agency.id }),
  build: (values, context) => [
    act(context, {
      kind: allocated.name,
      subject: context.subject.id,
      body: {
        agency: said(values, 'agency'),
        worker: isTicked(values, 'isMine') ? context.session.account.id : undefined,
      },
    }),
  ],
}

const grantable = accessClasses.filter((name) => name !== 'notes')

export const grantForm: FormDefinition = {
  name: 'grant',
  subject: 'child',
  title: 'action.grant',
  lead: 'form.grant.lead',
  kinds: [granted.name],
  fields: [
    agencyField,
    {
      type: 'many',
      id: 'classes',
      label: 'form.grant.classes',
      options: (context, values) =>
        words('option.classes', grantable)(context, values).filter(({ value }) =>
          context.session.mayRead.some((name) => name === value),
        ),
    },
    { type: 'line', id: 'purpose', label: 'form.grant.purpose' },
    {
      type: 'choice',
      id: 'legalBasis',
      label: 'form.grant.legal-basis',
      help: 'form.grant.legal-basis-help',
      options: words('option.legalBasis', legalBases),
    },
    {
      type: 'text',
      id: 'basisReason',
      label: 'form.grant.basis-reason',
      isOptional: true,
      when: (values) => said(values, 'legalBasis') === 'duty' || said(values, 'legalBasis') === 'danger',
    },
    { type: 'day', id: 'until', label: 'form.until', help: 'form.grant.until-help' },
  ],
  initial: ({ today }) => ({ until: addMonths(today, 3) }),
  build: (values, context) => [
    act(context, {
      kind: granted.name,
      subject: context.subject.id,
      body: {
        agency: said(values, 'agency'),
        classes: many(values, 'classes'),
        purpose: said(values, 'purpose') ?? context.placeholder,
        until: day(values, 'until'),
        legalBasis: oneOf(values, 'legalBasis', legalBases),
        basisReason: said(values, 'legalBasis') === 'consent' ? undefined : said(values, 'basisReason'),
      },
    }),
  ],
}

export const accessForms: readonly FormDefinition[] = [
  allocationForm,
  grantForm,
  consentForm,
  erasureForm,
  erasureAgreementForm,
]
