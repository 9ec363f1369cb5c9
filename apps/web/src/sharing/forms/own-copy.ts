// A person who was a child in this record asks for their own copy of it: how they showed who they are, whether they asked freely, and
// whether somebody was offered to be with them. No number of a paper is asked for, and none is kept (docs/decisions/0023-the-own-copy.md).
import { asksFreely, companies, identityProofs, ownCopyAsked } from '@komar/domain/sharing/own-copy-kinds'
import type { FormDefinition } from '../../record/definition.ts'
import { act, compact } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { many, oneOf, yesOrNo, type Values } from '../../record/values.ts'

/** While the form is half empty, so that the gate can be asked what is missing. */
const nothingYet = {
  identityShownBy: ['known-to-us'],
  wasAskedAlone: false,
  freely: 'not-sure',
  company: 'not-offered',
}

/** What was filled in, and no member for what was not. */
function filledIn(values: Values): Record<string, unknown> {
  const shown = many(values, 'identityShownBy')
  return compact({
    identityShownBy: shown.length > 0 ? shown : undefined,
    wasAskedAlone: yesOrNo(values, 'wasAskedAlone'),
    freely: oneOf(values, 'freely', asksFreely),
    company: oneOf(values, 'company', companies),
  })
}

export const ownCopyForm: FormDefinition = {
  name: 'own-copy',
  subject: 'child',
  title: 'action.own-copy',
  lead: 'form.own-copy.lead',
  kinds: [ownCopyAsked.name],
  fields: [
    {
      type: 'many',
      id: 'identityShownBy',
      label: 'form.own-copy.identity',
      help: 'form.own-copy.identity-help',
      options: words('option.identityShownBy', identityProofs),
    },
    { type: 'yes-no', id: 'wasAskedAlone', label: 'form.own-copy.alone', help: 'form.own-copy.alone-help' },
    { type: 'choice', id: 'freely', label: 'form.own-copy.freely', options: words('option.freely', asksFreely) },
    {
      type: 'choice',
      id: 'company',
      label: 'form.own-copy.company',
      help: 'form.own-copy.company-help',
      options: words('option.company', companies),
    },
  ],
  build: (values, context) => [
    act(context, {
      kind: ownCopyAsked.name,
      subject: context.subject.id,
      body: context.placeholder === undefined ? filledIn(values) : { ...nothingYet, ...filledIn(values) },
    }),
  ],
  after: ([asked]) => (asked === undefined ? undefined : `/children/${asked.subject}/own-copy`),
}
