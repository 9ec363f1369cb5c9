// All that a device can answer from its entries. Loaded when it is first asked, so that the first page is not heavier for it.
import type { Answerer } from '../../store/answerer.ts'
import { carerAnswerers } from './carers.ts'
import { childAnswerers } from './children.ts'
import { chronicleAnswerers } from './chronicles.ts'
import { workAnswerers } from './today.ts'

export const answerers: readonly Answerer[] = [
  ...childAnswerers,
  ...carerAnswerers,
  ...chronicleAnswerers,
  ...workAnswerers,
]
