// Near the limit a changed birth date counts only when a document and two agencies stand behind it (practice.md part 2, officers'
// incentives). Until then both dates stand, and nothing is hidden or hastened.
import { birthSettled } from '@komar/domain/register/life-kinds'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

function claimOptions({ child, speech, agencies }: RecordContext): Option[] {
  return (child?.register.birth.claims ?? []).map(({ entry, born }) => {
    const agency = agencies.find(({ id }) => id === entry.agency)
    const who = speech.language === 'km' ? agency?.nameKm : agency?.nameEn
    const date = formatEdtf(born, speech, 'between')
    const basis = speech.text(`basis.${entry.basis}`)
    return { value: entry.id, label: speech.text('form.settle.claim', { date, basis, who: who ?? '—' }) }
  })
}

export const birthSettledForm: FormDefinition = {
  name: 'birth-settled',
  subject: 'child',
  title: 'action.birth-settled',
  lead: 'form.settle.lead',
  kinds: [birthSettled.name],
  fields: [
    { type: 'choice', id: 'claim', label: 'form.settle.which', options: claimOptions },
    { type: 'line', id: 'documentSeen', label: 'form.settle.document', help: 'form.settle.document-help' },
  ],
  initial: ({ child }) => ({ claim: child?.register.birth.questions.at(-1)?.version.entry.id ?? '' }),
  build: (values, context) => {
    const claim = said(values, 'claim')
    const named = context.child?.register.birth.claims.find(({ entry }) => entry.id === claim)
    return [
      act(context, {
        kind: birthSettled.name,
        subject: context.subject.id,
        body: {
          claim: claim ?? noId(context),
          born: named?.born ?? (context.placeholder === undefined ? undefined : context.today),
          documentSeen: said(values, 'documentSeen') ?? context.placeholder,
        },
      }),
    ]
  },
}
