import type { HttpProblem } from '@komar/contract/problem'
import type { ProblemCode } from '@komar/domain/chronicle/problem'
import type { MessageId } from '../i18n/message-id.ts'
import type { Say } from '../i18n/speech.ts'

/** The sentence for a refusal, in the reader's language. The compiler refuses a code without words. */
export function sayProblem(problem: Pick<HttpProblem, 'code' | 'params'> | 'offline', text: Say): string {
  if (problem === 'offline') return text('problem.offline')
  return text(problemId(problem.code), problem.params ?? {})
}

function problemId(code: ProblemCode): MessageId {
  return `problem.${code}`
}
