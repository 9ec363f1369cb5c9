// The forms of assessment and decision that are not questionnaires.
import type { FormDefinition } from '../../record/definition.ts'
import { decisionForm, declareForm } from './decision.ts'
import { finishForm } from './finish.ts'
import { letterForm, measureForm } from './measures.ts'
import { viewForm } from './view.ts'
import { waveForm } from './wave.ts'

export const assessForms: readonly FormDefinition[] = [
  viewForm,
  waveForm,
  finishForm,
  decisionForm,
  declareForm,
  letterForm,
  measureForm,
]
