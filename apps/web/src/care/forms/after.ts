// The forms of the time after a move.
import type { FormDefinition } from '../../record/definition.ts'
import { closeForm, leavingCareForm, reopenForm, storyForm } from './closure.ts'
import { contactStopForm, needLevelForm } from './contact-stop.ts'
import { deathForm, deathReviewForm } from './death.ts'
import { releasePackForm, transferCheckForm } from './release-pack.ts'
import { placementEndForm, reunificationForm, reunitedForm } from './reunification.ts'

export const afterForms: readonly FormDefinition[] = [
  contactStopForm,
  needLevelForm,
  placementEndForm,
  reunificationForm,
  reunitedForm,
  releasePackForm,
  transferCheckForm,
  leavingCareForm,
  storyForm,
  deathForm,
  deathReviewForm,
  closeForm,
  reopenForm,
]
