import type { Answer } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import type { LetterLanguage } from '@komar/domain/assess/letter-kinds'
import { gateCodes } from '@komar/domain/gates'
import { FileText, Smartphone } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { GateList } from '../ui/gate-list.tsx'

const files = [
  { id: 'km-paper', lang: 'km', isPaper: true },
  { id: 'km-phone', lang: 'km', isPaper: false },
  { id: 'en-paper', lang: 'en', isPaper: true },
  { id: 'en-phone', lang: 'en', isPaper: false },
] as const
type CopyFile = (typeof files)[number]

type Outcome = { problem: HttpProblem | 'offline' | null; saved: CopyFile['id'] | null }

/** Makes one of the files; null when there is something to say on the page first. */
export type MakeCopy = (lang: LetterLanguage, as: 'pdf' | 'html') => Promise<Answer<Blob>> | null

/**
 * Saves a copy among this device's downloads. The host asks first who wants it (`fresh` in packages/contract). The name of the file says
 * nothing: it stays in lists that others see.
 */
export function CopyFiles({ make }: { make: MakeCopy }): ReactNode {
  const text = useText()
  const [making, setMaking] = useState<CopyFile['id'] | null>(null)
  const [{ problem, saved }, setOutcome] = useState<Outcome>({ problem: null, saved: null })
  const save = async ({ id, lang, isPaper }: CopyFile): Promise<void> => {
    setOutcome({ problem: null, saved: null })
    const asked = make(lang, isPaper ? 'pdf' : 'html')
    if (asked === null) return
    setMaking(id)
    const answer = await asked
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
        {saved !== null && making === null && text('own-copy.saved')}
      </div>
      {problem !== null && <Refusal problem={problem} />}
    </>
  )
}

/** What the gate misses, as a list; or why else there is no copy. */
function Refusal({ problem }: { problem: HttpProblem | 'offline' }): ReactNode {
  const text = useText()
  const missing = problem === 'offline' ? [] : (problem.missing ?? [])
  const pieces = missing.flatMap(({ code, status }) => {
    const known = gateCodes.find((each) => each === code)
    return known === undefined ? [] : [{ key: code, status, sentence: text(`gate.${known}`) }]
  })
  return (
    <div role="alert">
      {pieces.length === 0 ? (
        <p>{sayProblem(problem, text)}</p>
      ) : (
        <GateList heading={text('own-copy.missing')} pieces={pieces} />
      )}
    </div>
  )
}
