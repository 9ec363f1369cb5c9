import { addressOf, callForFile } from '@komar/contract/client'
import { printLetter } from '@komar/contract/letters'
import type { HttpProblem } from '@komar/contract/problem'
import { useState, type MouseEvent, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { sayProblem } from '../shell/problem-words.ts'

type Props = { entry: string; language: 'en' | 'km' | 'both'; className?: string; children: ReactNode }

/**
 * A letter as PDF, saved on this device. It names a child, so the host may ask first who wants it (`fresh` in packages/contract): a link
 * that the browser follows by itself could not.
 */
export function LetterPdf({ entry, language, className, children }: Props): ReactNode {
  const text = useText()
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const input = { params: { entry }, query: { lang: language } }
  const save = async (event: MouseEvent): Promise<void> => {
    event.preventDefault()
    const answer = await callForFile(printLetter, input)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) download({ name: 'komar-letter.pdf', type: 'application/pdf', content: answer.value })
  }
  return (
    <>
      <a className={className} href={addressOf(printLetter, input)} onClick={(event) => void save(event)}>
        {children}
      </a>
      {problem !== null && <span role="alert">{sayProblem(problem, text)}</span>}
    </>
  )
}
