// Consent, asked for each agency by itself, the prison included. Consent from someone who is locked up is weak: it is read aloud before a
// witness who is not staff, and nothing that the law owes depends on it (practice.md part 3, G-M2).
import { consentStated } from '@komar/domain/access/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition, type Rule } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { rowsOf, said, yesOrNo, type Values } from '../../record/values.ts'
import { ConsentCard } from './consent-card.tsx'

const agencyRows: FieldKind = {
  type: 'rows',
  id: 'agencies',
  label: 'form.consent.agencies',
  help: 'form.consent.agencies-help',
  rowLabel: (row, _, context) => nameOf(said(row, 'agency') ?? '', context),
  fields: [
    {
      type: 'choice',
      id: 'agrees',
      label: 'form.consent.agrees',
      isBeside: true,
      isOptional: true,
      options: words('form.consent', ['yes', 'no']),
    },
  ],
}

const consentFact = factForm({
  name: 'consent',
  subject: 'child',
  title: 'action.consent',
  kind: consentStated.name,
  also: (values, { carer }) => (said(values, 'whose') === 'mother' ? [carer?.carer] : []),
  fields: [
    { type: 'slot', id: 'card', Component: ConsentCard },
    {
      type: 'choice',
      id: 'whose',
      label: 'form.consent.whose',
      isBeside: true,
      options: words('option.whose', ['mother', 'father', 'child', 'other-carer']),
    },
    { type: 'line', id: 'purpose', label: 'form.consent.purpose', help: 'form.consent.purpose-help' },
    agencyRows,
    { type: 'yes-no', id: 'isReadAloud', label: 'form.consent.read-aloud' },
    {
      type: 'choice',
      id: 'understood',
      label: 'form.consent.understood',
      options: words('option.understood', ['own-language', 'interpreter', 'no']),
    },
    { type: 'yes-no', id: 'isFreeToRefuse', label: 'form.consent.free', help: 'form.consent.free-help' },
    { type: 'line', id: 'witness', label: 'form.consent.witness', help: 'form.consent.witness-help', isOptional: true },
    { type: 'yes-no', id: 'isWitnessStaff', label: 'form.consent.witness-staff' },
    { type: 'text', id: 'words', label: 'form.consent.words', isOptional: true },
    { ...occurredField, label: 'form.consent.occurred' },
    ...basisFields,
  ],
  more: (values) => ({ agencies: answered(values) }),
})

/** Not corrected: what someone said is asked anew, with everything that makes it hold. */
export const consentForm: FormDefinition = {
  name: consentFact.name,
  subject: consentFact.subject,
  title: consentFact.title,
  kinds: consentFact.kinds,
  fields: consentFact.fields,
  build: consentFact.build,
  lead: 'form.consent.lead',
  initial: startingValues,
  rules: isAnswered,
}

/** Every agency but the writer's own and whoever runs the host: none of them is left out because a yes is not expected. */
function askable({ agencies, session }: RecordContext): string[] {
  return agencies.filter(({ id, kind }) => kind !== 'host' && id !== session.agency.id).map(({ id }) => id)
}

function startingValues(context: RecordContext): Values {
  const rows = askable(context).map((agency) => ({ agency }))
  return { occurred: context.today, whose: 'mother', basis: 'told', agencies: { rows } }
}

function isAnswered(values: Values): Rule[] {
  return [{ field: 'agencies', message: 'form.consent.none-answered', isBroken: answered(values).length === 0 }]
}

function answered(values: Values): { agency: string; agrees: boolean }[] {
  return rowsOf(values, 'agencies').flatMap((row) => {
    const agency = said(row, 'agency')
    const agrees = yesOrNo(row, 'agrees')
    return agency === undefined || agrees === undefined ? [] : [{ agency, agrees }]
  })
}

function nameOf(id: string, { agencies, speech }: RecordContext): string {
  const agency = agencies.find((each) => each.id === id)
  if (agency === undefined) return id
  return speech.language === 'km' ? agency.nameKm : agency.nameEn
}
