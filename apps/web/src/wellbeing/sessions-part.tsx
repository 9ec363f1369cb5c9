import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { WellbeingFile } from './wellbeing-file.ts'

/** A specialist's sessions, advice and reports. On paper only the sections that may be handed on. */
export function SessionsPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const sessions = file.wellbeing.sessions.toReversed()
  return (
    <div className="stack-tight">
      <h3>{text('sessions.title')}</h3>
      {sessions.length === 0 && <p className="soft">{text('sessions.none')}</p>}
      {sessions.map(({ id, entry, body }) => (
        <div key={id} className="card stack-tight">
          <h4>
            {sayOption('sessionType', body.sessionType, speech)}, {formatEdtf(entry.occurred, speech)}
          </h4>
          {body.sections.map(({ heading, words, isShareable }) => (
            <section key={heading} className={isShareable ? 'stack-tight' : 'stack-tight screen-only'}>
              <h5>
                {heading}{' '}
                <span className="small soft">{text(isShareable ? 'sessions.shareable' : 'sessions.kept')}</span>
              </h5>
              <p>{words}</p>
            </section>
          ))}
        </div>
      ))}
    </div>
  )
}
