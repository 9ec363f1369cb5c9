// The forms of the register, by whom they are about.
import type { FormDefinition } from '../../record/definition.ts'
import { arrestForm } from './arrest.ts'
import { arrivalExplainedForm, arrivalForm, arrivalWithCarerForm } from './arrival.ts'
import { birthForm } from './birth.ts'
import { custodyForm, heldForm, releaseForm } from './custody.ts'
import { departureForm } from './departure.ts'
import { censusForm } from './facility.ts'
import { noteForm } from './note.ts'
import { pregnancyEndedForm, pregnancyForm } from './pregnancy.ts'
import { carerTransferForm, transferForm } from './transfer.ts'

export const registerForms: readonly FormDefinition[] = [
  arrestForm,
  arrivalForm,
  arrivalWithCarerForm,
  arrivalExplainedForm,
  pregnancyForm,
  pregnancyEndedForm,
  birthForm,
  custodyForm,
  heldForm,
  releaseForm,
  carerTransferForm,
  transferForm,
  departureForm,
  noteForm,
  censusForm,
]
