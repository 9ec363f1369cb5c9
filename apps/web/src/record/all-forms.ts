// Every form by whom it is about and its name in the address; and the one that corrects each kind.
import { accessForms } from '../access/forms/all.ts'
import { assessForms } from '../assess/forms/all.ts'
import { careForms } from '../care/forms/all.ts'
import { programmeForm } from '../conditions/forms/programme.ts'
import { birthDateForm } from '../insight/forms/birth-date.ts'
import { birthSettledForm } from '../insight/forms/birth-settled.ts'
import { registerForms } from '../register/forms/all.ts'
import { registerCorrections } from '../register/forms/corrections.ts'
import { sharingForms } from '../sharing/forms/advice.ts'
import { ownCopyForm } from '../sharing/forms/own-copy.ts'
import { wellbeingForms } from '../wellbeing/forms/all.ts'
import type { FormSubject } from './context.ts'
import type { FormDefinition } from './definition.ts'

const forms: readonly FormDefinition[] = [
  ...registerForms,
  birthDateForm,
  birthSettledForm,
  programmeForm,
  ...assessForms,
  ...careForms,
  ...accessForms,
  ...sharingForms,
  ownCopyForm,
  ...wellbeingForms,
]

/** All forms that have an address. */
export function everyForm(): readonly FormDefinition[] {
  return forms
}

export function formNamed(subject: FormSubject, name: string): FormDefinition | undefined {
  return forms.find((form) => form.subject === subject && form.name === name)
}

/** The form that an entry of this kind is corrected with; undefined where it is made anew instead. */
export function correctionOf(kind: string): FormDefinition | undefined {
  return [...forms, ...registerCorrections].find((form) => form.corrects === kind)
}
