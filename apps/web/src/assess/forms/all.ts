// The forms of assessment and decision that are not questionnaires.
import type { FormDefinition } from '../../record/definition.ts'
import { complaintForms } from './complaint.ts'
import { complaintAnswerForms, reprisalLookForm } from './complaint-answer.ts'
import { decisionForm, declareForm } from './decision.ts'
import { doNotAskForm } from './do-not-ask.ts'
import { finishForm } from './finish.ts'
import { letterForm, measureForm } from './measures.ts'
import { viewForm } from './view.ts'
import { waveForm } from './wave.ts'

export const assessForms: readonly FormDefinition[] = [
  viewForm,
  waveForm,
  finishForm,
  doNotAskForm,
  decisionForm,
  declareForm,
  letterForm,
  measureForm,
  ...complaintForms,
  ...complaintAnswerForms,
  reprisalLookForm,
]
