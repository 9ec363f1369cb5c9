// Ending work with a child, beginning it again, growing up out of care, and the child's own story (practice.md, G-Z1; part 2, adolescents).
import {
  closed,
  closureGrounds,
  leavingCarePlanned,
  reopened,
  storyParts,
  storyShared,
} from '@komar/domain/care/after-kinds'
import { hasDied, reunionNow } from '@komar/domain/care/after-state'
import { relatedCarers } from '@komar/domain/care/related-carers'
import { addMonths } from '@komar/domain/time/plain-date'
import { bodyFrom } from '../../record/body-from.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { day, said } from '../../record/values.ts'

/** What fits what is known of the child. */
function likelyGround({ child }: RecordContext): (typeof closureGrounds)[number] {
  if (child === null) return 'placement-stable'
  if (hasDied(child.after, 'child')) return 'died'
  const isTogether = reunionNow(child.care, child.after) !== null || child.departure?.way === 'with-mother'
  return isTogether ? 'mother-out-settled' : 'placement-stable'
}

export const closeForm: FormDefinition = {
  name: 'close',
  subject: 'child',
  title: 'action.close',
  lead: 'form.close.lead',
  kinds: [closed.name],
  fields: [
    { type: 'choice', id: 'ground', label: 'form.close.ground', options: words('option.ground', closureGrounds) },
    {
      type: 'text',
      id: 'planToAdulthood',
      label: 'form.close.plan',
      isOptional: true,
      when: (values) => said(values, 'ground') === 'placement-stable',
    },
    { type: 'text', id: 'reasons', label: 'form.close.reasons', isOptional: true },
  ],
  initial: (context) => ({ ground: likelyGround(context) }),
  build: (values, context) => [
    act(context, {
      kind: closed.name,
      subject: context.subject.id,
      body: {
        ...bodyFrom(closeForm.fields, values, context),
        carers: context.child === null ? [] : relatedCarers(context.child.settled),
      },
    }),
  ],
}

export const reopenForm: FormDefinition = {
  name: 'reopen',
  subject: 'child',
  title: 'action.reopen',
  lead: 'form.reopen.lead',
  kinds: [reopened.name],
  fields: [{ type: 'text', id: 'reasons', label: 'form.reopen.reasons' }],
  initial: () => ({}),
  build: (values, context) => [
    act(context, {
      kind: reopened.name,
      subject: context.subject.id,
      body: bodyFrom(reopenForm.fields, values, context),
    }),
  ],
}

export const leavingCareForm: FormDefinition = {
  name: 'leaving-care',
  subject: 'child',
  title: 'action.leaving-care',
  lead: 'form.leaving-care.lead',
  kinds: [leavingCarePlanned.name],
  fields: [
    { type: 'text', id: 'livingPlace', label: 'form.leaving-care.home', isOptional: true },
    {
      type: 'text',
      id: 'schooling',
      label: 'form.leaving-care.schooling',
      help: 'form.leaving-care.schooling-help',
      isOptional: true,
    },
    { type: 'text', id: 'money', label: 'form.leaving-care.money', isOptional: true },
    { type: 'text', id: 'papers', label: 'form.leaving-care.papers', isOptional: true },
    { type: 'line', id: 'trustedAdult', label: 'form.leaving-care.adult', isOptional: true },
    { type: 'text', id: 'family', label: 'form.leaving-care.family', isOptional: true },
    { type: 'day', id: 'reviewOn', label: 'form.leaving-care.review' },
  ],
  initial: (context) => ({
    reviewOn: addMonths(context.today, rulesOf(context).procedures.leavingCare.reviewEvery.value),
  }),
  build: (values, context) => [
    act(context, {
      kind: leavingCarePlanned.name,
      subject: context.subject.id,
      body: {
        ...bodyFrom(leavingCareForm.fields, values, context),
        reviewOn: day(values, 'reviewOn') ?? (context.placeholder === undefined ? undefined : context.today),
      },
    }),
  ],
}

export const storyForm = factForm({
  name: 'story',
  subject: 'child',
  title: 'action.story',
  lead: 'form.story.lead',
  kind: storyShared.name,
  fields: [
    { type: 'choice', id: 'what', label: 'form.story.what', options: words('option.what', storyParts) },
    { ...occurredField, label: 'form.story.occurred' },
    { type: 'line', id: 'withWhom', label: 'form.story.with', isOptional: true },
    { type: 'text', id: 'words', label: 'form.story.words', help: 'form.story.words-help', isOptional: true },
    { type: 'text', id: 'next', label: 'form.story.next', isOptional: true },
    ...basisFields,
  ],
})
