// The forms of care outside.
import type { FormDefinition } from '../../record/definition.ts'
import { carerApprovalForm, carerAssessmentForm } from './carer.ts'
import { contactForm, followUpForm, meetingForm, placementForm } from './moving.ts'
import { kinForm, optionForm } from './options.ts'
import { separationPlanForm } from './separation-plan.ts'

export const careForms: readonly FormDefinition[] = [
  kinForm,
  optionForm,
  carerAssessmentForm,
  carerApprovalForm,
  meetingForm,
  separationPlanForm,
  placementForm,
  contactForm,
  followUpForm,
]
