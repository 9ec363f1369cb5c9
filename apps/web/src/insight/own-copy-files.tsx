import { callForFile } from '@komar/contract/client'
import { printOwnCopy, saveOwnCopy } from '@komar/contract/own-copy'
import type { HttpProblem } from '@komar/contract/problem'
import { FileText, Smartphone } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'

const files = [
  { id: 'km-paper', lang: 'km', isPaper: true },
  { id: 'km-phone', lang: 'km', isPaper: false },
  { id: 'en-paper', lang: 'en', isPaper: true },
  { id: 'en-phone', lang: 'en', isPaper: false },
] as const
type CopyFile = (typeof files)[number]

type Outcome = { problem: HttpProblem | 'offline' | null; saved: CopyFile['id'] | null }

/**
 * Saves a copy among this device's downloads. The host asks first who wants it (`fresh` in packages/contract). The name of the file says
 * nothing: it stays in lists that others see.
 */
export function CopyFiles({ child }: { child: string }): ReactNode {
  const text = useText()
  const [making, setMaking] = useState<CopyFile['id'] | null>(null)
  const [outcome, setOutcome] = useState<Outcome>({ problem: null, saved: null })
  const save = async ({ id, lang, isPaper }: CopyFile): Promise<void> => {
    setMaking(id)
    const answer = await callForFile(isPaper ? printOwnCopy : saveOwnCopy, {
      params: { id: child },
      query: { lang },
    })
    setMaking(null)
    setOutcome(answer.ok ? { problem: null, saved: id } : { problem: answer.problem, saved: null })
    if (!answer.ok) return
    const type = isPaper ? 'application/pdf' : 'text/html'
    download({ name: isPaper ? 'paper.pdf' : 'page.html', type, content: answer.value })
  }
  return (
    <>
      <div className="row">
        {files.map((file) => (
          <Button key={file.id} disabled={making !== null} onClick={() => void save(file)}>
            {file.isPaper ? <FileText aria-hidden="true" size={20} /> : <Smartphone aria-hidden="true" size={20} />}{' '}
            {text(`own-copy.file.${file.id}`)}
          </Button>
        ))}
      </div>
      <div role="status">
        {making !== null && text('own-copy.making')}
        {outcome.saved !== null && making === null && text('own-copy.saved')}
      </div>
      {outcome.problem !== null && <p role="alert">{sayProblem(outcome.problem, text)}</p>}
    </>
  )
}
