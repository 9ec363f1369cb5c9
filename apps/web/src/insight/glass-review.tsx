import { reviewBrokenGlass } from '@komar/contract/broken-glass'
import { call } from '@komar/contract/client'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { LongTextField } from '../ui/text-field.tsx'

/** Whether it was justified, by a supervisor of the responsible agency: once. */
export function GlassReview({ id, onJudged }: { id: string; onJudged: () => void }): ReactNode {
  const text = useText()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string>()
  const judge = async (finding: 'justified' | 'not-justified'): Promise<void> => {
    const said = words.trim()
    const answer = await call(reviewBrokenGlass, {
      params: { id },
      body: { finding, ...(said !== '' && { words: said }) },
    })
    if (answer.ok) onJudged()
    else setProblem(sayProblem(answer.problem, text))
  }
  return (
    <div className="stack screen-only">
      <LongTextField
        id={`words-${id}`}
        label={text('glass.review-words')}
        isOptional
        value={words}
        onChange={setWords}
        error={problem}
      />
      <div className="row">
        <Button onClick={() => void judge('justified')}>{text('glass.justified')}</Button>
        <Button onClick={() => void judge('not-justified')}>{text('glass.not-justified')}</Button>
      </div>
    </div>
  )
}
