// Around and after the move: meetings with the future carer, the move itself, contact with the mother, follow-ups. All are facts: a move
// without a plan happened too, and is recorded.
import * as kinds from '@komar/domain/care/kinds'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said, type Values } from '../../record/values.ts'
import { contactMeansFields, followUpBriefFields } from './after-fields.ts'
import { firstKin, kinField, kinOptions } from './kin-choice.ts'
import { withWarningSigns } from './warning-signs.ts'
import { tierField, tierOf } from './tier.ts'

export const meetingForm = withWarningSigns(
  factForm({
    name: 'meeting',
    subject: 'child',
    title: 'action.meeting',
    lead: 'form.meeting.lead',
    kind: kinds.meetingHeld.name,
    also: (values) => [said(values, 'withCarer')],
    fields: [
      kinField('withCarer', 'form.meeting.with'),
      { ...occurredField, label: 'form.meeting.occurred' },
      { type: 'yes-no', id: 'isMotherPresent', label: 'form.meeting.mother-present' },
      { type: 'yes-no', id: 'isAtNewHome', label: 'form.meeting.at-new-home' },
      {
        type: 'choice',
        id: 'howItWent',
        label: 'form.meeting.how',
        options: words('option.howItWent', ['calm', 'shy', 'distress-easing', 'distress-not-easing']),
      },
      wordsField,
      ...basisFields,
    ],
    initial: (context) => ({ occurred: context.today, withCarer: firstKin(context) }),
  }),
)

export const placementForm = withWarningSigns(
  factForm({
    name: 'placement',
    subject: 'child',
    title: 'action.placement',
    lead: 'form.placement.lead',
    kind: kinds.placementBegan.name,
    also: (values) => [said(values, 'carer')],
    more: (values, { child }) => ({ ...tierOf(values), plan: planOf(said(values, 'carer'), child?.care.plans) }),
    fields: [
      tierField,
      {
        type: 'choice',
        id: 'carer',
        label: 'form.placement.carer',
        isOptional: true,
        options: kinOptions,
        when: (values, context) => said(values, 'tier') !== '0' && kinOptions(context).length > 0,
      },
      { ...occurredField, label: 'form.placement.occurred' },
      {
        type: 'yes-no',
        id: 'isParentsOwnArrangement',
        label: 'form.placement.own-arrangement',
        help: 'form.placement.own-arrangement-help',
      },
      ...basisFields,
    ],
    initial: (context) => {
      const plan = context.child?.care.plans.at(-1)
      return {
        occurred: context.today,
        tier: plan === undefined ? '' : String(plan.body.tier),
        carer: plan?.body.carer ?? firstKin(context),
        isParentsOwnArrangement: plan === undefined ? '' : 'no',
      }
    },
  }),
)

type Plans = readonly { id: string; body: { carer: string } }[] | undefined

/** The last accepted plan for this carer. */
function planOf(carer: string | undefined, plans: Plans): string | undefined {
  return plans?.findLast(({ body }) => body.carer === carer)?.id
}

export const contactForm = withWarningSigns(
  factForm({
    name: 'contact',
    subject: 'child',
    title: 'action.contact',
    lead: 'form.contact.lead',
    kind: kinds.contactHeld.name,
    also: (_, { carer }) => [carer?.carer],
    fields: [
      {
        type: 'choice',
        id: 'way',
        label: 'form.contact.way',
        isBeside: true,
        options: words('option.way', ['visit', 'call', 'video']),
      },
      { ...occurredField, label: 'form.contact.occurred' },
      { type: 'yes-no', id: 'hasHappened', label: 'form.contact.has-happened' },
      {
        type: 'choice',
        id: 'cause',
        label: 'form.contact.cause',
        options: words('option.cause', kinds.missedCauses),
        when: (values) => said(values, 'hasHappened') === 'no',
      },
      ...contactMeansFields,
      wordsField,
      ...basisFields,
    ],
  }),
)

/** A call sees neither the child nor the bed: nobody is asked to say so. */
const isNoCall = (values: Values): boolean => said(values, 'way') !== 'call'

export const followUpForm = withWarningSigns(
  factForm({
    name: 'follow-up',
    subject: 'child',
    title: 'action.follow-up',
    lead: 'form.follow-up.lead',
    kind: kinds.followUpDone.name,
    more: (values) => (isNoCall(values) ? {} : { isChildSeen: false, isSleepingPlaceSeen: false }),
    fields: [
      {
        type: 'choice',
        id: 'way',
        label: 'form.follow-up.way',
        isBeside: true,
        options: words('option.way', ['visit', 'call']),
      },
      { ...occurredField, label: 'form.follow-up.occurred' },
      { type: 'yes-no', id: 'isChildSeen', label: 'form.follow-up.child-seen', when: isNoCall },
      {
        type: 'yes-no',
        id: 'isChildAlone',
        label: 'form.follow-up.child-alone',
        help: 'form.follow-up.child-alone-help',
      },
      { type: 'yes-no', id: 'isSleepingPlaceSeen', label: 'form.follow-up.sleeping-place', when: isNoCall },
      {
        type: 'choice',
        id: 'concern',
        label: 'form.follow-up.concern',
        options: words('option.concern', ['none', 'watch', 'act']),
      },
      ...followUpBriefFields,
      wordsField,
      ...basisFields,
    ],
  }),
)
