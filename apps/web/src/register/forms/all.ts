// The forms of the register, by whom they are about.
import type { FormDefinition } from '../../record/definition.ts'
import { arrestForm } from './arrest.ts'
import { arrivalExplainedForm, arrivalForm, arrivalWithCarerForm } from './arrival.ts'
import { birthForm } from './birth.ts'
import { choiceForm } from './choice.ts'
import { custodyForm, heldForm, releaseForm } from './custody.ts'
import { departureForm } from './departure.ts'
import { diedForm } from './died.ts'
import { censusForm } from './facility.ts'
import { noteForm } from './note.ts'
import { pregnancyEndedForm, pregnancyForm } from './pregnancy.ts'
import { pregnancyOriginForm } from './pregnancy-origin.ts'
import { prisonForm } from './prison.ts'
import { sameChildForm } from './same-child.ts'
import { comparedForm, siblingForm } from './sibling.ts'
import { consulForm, describedForm, ownRecordForm, papersForm } from './standing.ts'
import { voiceNoteForm } from './voice-note.ts'
import { transferNoticeForm } from './transfer-notice.ts'
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
  transferNoticeForm,
  transferForm,
  departureForm,
  noteForm,
  voiceNoteForm,
  choiceForm,
  siblingForm,
  comparedForm,
  sameChildForm,
  papersForm,
  consulForm,
  diedForm,
  describedForm,
  ownRecordForm,
  pregnancyOriginForm,
  censusForm,
  prisonForm,
]
