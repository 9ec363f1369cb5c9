// The forms of wellbeing.
import type { FormDefinition } from '../../record/definition.ts'
import { diaryForm, friendsForm, lossForm, schoolForm, sessionForm } from './days.ts'
import { diaryEntrustForm } from './diary-entrust.ts'
import { developmentForms } from './development.ts'
import { birthFactsForm, growthForm, newbornForm } from './growth.ts'
import * as health from './health.ts'
import { immunisationForm, vaccineCardForm } from './immunisation.ts'
import { instrumentForm } from './instrument.ts'
import { harmAnswerForm, harmForm, hospitalForm, injuryForm } from './safety.ts'
import { signalForms } from './signals.ts'

export const wellbeingForms: readonly FormDefinition[] = [
  growthForm,
  birthFactsForm,
  newbornForm,
  immunisationForm,
  vaccineCardForm,
  health.illnessForm,
  health.exposureForm,
  health.contactSeenForm,
  health.referralForm,
  health.referralFollowedForm,
  health.functioningForm,
  health.feedingForm,
  health.antenatalForm,
  health.pregnancyResultForm,
  ...developmentForms,
  instrumentForm,
  injuryForm,
  hospitalForm,
  harmForm,
  harmAnswerForm,
  schoolForm,
  diaryForm,
  diaryEntrustForm,
  lossForm,
  friendsForm,
  sessionForm,
  ...signalForms,
]
