// The forms of assessment and decision that are not questionnaires.
import type { FormDefinition } from '../../record/definition.ts'
import { complaintForms } from './complaint.ts'
import { complaintAnswerForms, reprisalLookForm } from './complaint-answer.ts'
import { circumstanceForm, recommendationForm } from './around-decision.ts'
import { decisionForm, declareForm } from './decision.ts'
import { doNotAskForm } from './do-not-ask.ts'
import { drawingForm } from './drawing.ts'
import { finishForm } from './finish.ts'
import { careLetterForm, letterForm } from './letter.ts'
import { letterAnsweredForm, letterReceivedForm } from './letter-returns.ts'
import { measureForm } from './measures.ts'
import { measuresRoundForm } from './measures-round.ts'
import { viewForm } from './view.ts'
import { waveForm } from './wave.ts'

export const assessForms: readonly FormDefinition[] = [
  viewForm,
  drawingForm,
  waveForm,
  finishForm,
  doNotAskForm,
  recommendationForm,
  circumstanceForm,
  decisionForm,
  declareForm,
  letterForm,
  careLetterForm,
  letterReceivedForm,
  letterAnsweredForm,
  measureForm,
  measuresRoundForm,
  ...complaintForms,
  ...complaintAnswerForms,
  reprisalLookForm,
]
