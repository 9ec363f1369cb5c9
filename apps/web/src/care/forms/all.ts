// The forms of care outside.
import type { FormDefinition } from '../../record/definition.ts'
import { emergencyForm, emergencyReviewForm, emergencyToldForm } from './emergency.ts'
import {
  approvalAskedForm,
  homeInspectionForm,
  householdForm,
  matchForm,
  supportGivenForm,
  supportPlanForm,
} from './home.ts'
import { residentialApprovalForm } from './residential.ts'
import { warningAnswerForm, warningSignsForm } from './warning-signs.ts'
import { carerApprovalForm, carerAssessmentForm } from './carer.ts'
import { contactLostForm, tracingForm } from './family.ts'
import { afterForms } from './after.ts'
import { contactForm, followUpForm, meetingForm, placementForm } from './moving.ts'
import { kinForm, optionForm } from './options.ts'
import { hostStayForm, leftOutsideForm, livingOutsideForm } from './outside.ts'
import { memoryPictureForm } from './memory-picture.ts'
import { separationPlanForm } from './separation-plan.ts'

export const careForms: readonly FormDefinition[] = [
  kinForm,
  optionForm,
  carerAssessmentForm,
  carerApprovalForm,
  householdForm,
  supportPlanForm,
  supportGivenForm,
  approvalAskedForm,
  homeInspectionForm,
  matchForm,
  residentialApprovalForm,
  warningSignsForm,
  warningAnswerForm,
  emergencyForm,
  emergencyToldForm,
  emergencyReviewForm,
  memoryPictureForm,
  meetingForm,
  separationPlanForm,
  placementForm,
  contactForm,
  followUpForm,
  ...afterForms,
  livingOutsideForm,
  leftOutsideForm,
  hostStayForm,
  contactLostForm,
  tracingForm,
]
