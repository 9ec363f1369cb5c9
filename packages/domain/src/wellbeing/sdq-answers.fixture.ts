// Answers that give wanted scores of the five scales, for tests and examples: no child's answers.
import { sdqFiveScales, sdqItems, sdqReversed, type SdqFiveScale } from './sdq.ts'

/** 25 answers with these scores (0–10 each); a scale that is left out scores 0. */
export function sdqFromScores(scores: Partial<Record<SdqFiveScale, number>>): number[] {
  const answers = Array.from({ length: 25 }, () => 0)
  for (const scale of sdqFiveScales) {
    let left = scores[scale] ?? 0
    for (const item of sdqItems[scale]) {
      const points = Math.min(2, left)
      left -= points
      answers[item - 1] = sdqReversed.includes(item) ? 2 - points : points
    }
  }
  return answers
}
