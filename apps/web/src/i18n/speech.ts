// How things are said to this reader: language, figures and texts. Formatting functions take it, so that they stay plain functions.
import type { Digits, Language } from './language.ts'
import type { MessageId, TextValues } from './message-id.ts'

export type Say = (id: MessageId, values?: TextValues) => string

export type Speech = {
  readonly language: Language
  readonly digits: Digits
  readonly text: Say
}
