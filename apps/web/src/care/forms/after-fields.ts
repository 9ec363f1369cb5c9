// What is asked besides of a contact and of a visit after a move: briefly, none of it is required, and none of it is a mark against the
// child (practice.md, G-C1 and part 1, row 24).
import type { FieldKind } from '../../record/field-kinds.ts'
import { words } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'

/** Brothers and sisters, fare, food, and money that was asked for. */
export const contactMeansFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'siblings',
    label: 'form.contact.siblings',
    isOptional: true,
    options: words('option.siblings', ['all', 'some', 'none', 'has-none']),
    when: (values) => said(values, 'hasHappened') === 'yes',
  },
  { type: 'yes-no', id: 'isFarePaid', label: 'form.contact.fare', isOptional: true, when: isVisit },
  { type: 'yes-no', id: 'isFoodPaid', label: 'form.contact.food', isOptional: true, when: isVisit },
  {
    type: 'count',
    id: 'unofficialFeeRiel',
    label: 'form.contact.fee',
    help: 'form.contact.fee-help',
    isOptional: true,
    when: isVisit,
  },
]

function isVisit(values: Parameters<typeof said>[0]): boolean {
  return said(values, 'way') === 'visit'
}

/** Losses, friends, brothers and sisters, school, and the mother who is missed. */
export const followUpBriefFields: readonly FieldKind[] = [
  { type: 'heading', id: 'brief', label: 'form.follow-up.brief', help: 'form.follow-up.brief-help' },
  { type: 'text', id: 'losses', label: 'form.follow-up.losses', help: 'form.follow-up.losses-help', isOptional: true },
  {
    type: 'choice',
    id: 'friends',
    label: 'form.follow-up.friends',
    isOptional: true,
    options: words('option.friends', ['has-friends', 'one-friend', 'nobody', 'not-asked']),
  },
  {
    type: 'choice',
    id: 'siblingsSeen',
    label: 'form.follow-up.siblings',
    isOptional: true,
    options: words('option.siblingsSeen', ['yes', 'no', 'has-none', 'not-asked']),
  },
  { type: 'line', id: 'schoolLevel', label: 'form.follow-up.school', isOptional: true },
  {
    type: 'choice',
    id: 'attendance',
    label: 'form.follow-up.attendance',
    isOptional: true,
    options: words('option.attendance', ['goes', 'sometimes', 'does-not-go', 'too-young', 'not-asked']),
  },
  {
    type: 'choice',
    id: 'missesMother',
    label: 'form.follow-up.misses-mother',
    isOptional: true,
    options: words('option.missesMother', ['says-so', 'shows-it', 'does-not-say', 'not-asked']),
  },
]
