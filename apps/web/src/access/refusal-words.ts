import type { Say } from '../i18n/speech.ts'
import { sayProblem } from '../shell/problem-words.ts'
import type { Refusal } from '../store/vault-state.ts'

/** Why nobody came in, in the reader's words. */
export function sayRefusal(refusal: Refusal, text: Say): string {
  switch (refusal.kind) {
    case 'problem':
      return sayProblem(refusal.problem, text)
    case 'older':
      return text('sign-in.older-password')
    case 'nothing-opens':
      return text('sign-in.nothing-opens')
    case 'wait':
      return text('sign-in.wait', { count: Math.ceil(refusal.ms / 1000) })
    case 'which-agency':
      return text('sign-in.which-agency')
    case 'no-room':
      return text('sign-in.no-room')
  }
}
