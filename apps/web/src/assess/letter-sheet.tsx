import type { LetterText } from '@komar/domain/assess/letter-text'
import type { ReactNode } from 'react'
import './letter-sheet.css'

/** A letter as it is printed: the same data as the PDF, on a sheet of the page. */
export function LetterSheet({ letter }: { letter: LetterText }): ReactNode {
  const { header, language } = letter
  return (
    <article className="letter-sheet" lang={language} aria-label={header.what}>
      <p className="letter-head small soft">
        <span>{header.what}</span>
        <span>
          {header.asOf} · {header.by}
        </span>
      </p>
      <p className="letter-head">
        <strong>{letter.to}</strong>
        <span>{letter.date}</span>
      </p>
      <p className="letter-title">{header.what}</p>
      <p>
        <strong>{letter.child}</strong>
      </p>
      <Lines lines={letter.says} />
      {letter.measures.length > 0 && <Measures letter={letter} />}
      <Lines lines={letter.asks} />
      {letter.law.length > 0 && <Law letter={letter} />}
      <p className="small soft">{letter.noStory}</p>
      <p>{letter.from}</p>
      <p className="small soft letter-foot">
        {letter.demonstration !== '' && <strong>{letter.demonstration} </strong>}
        {letter.footer}
      </p>
    </article>
  )
}

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  return lines.map((line) => <p key={line}>{line}</p>)
}

function Measures({ letter }: { letter: LetterText }): ReactNode {
  return (
    <div className="stack-tight">
      <p>
        <strong>{letter.measuresHeading}</strong>
      </p>
      <ul className="plain-list stack-tight">
        {letter.measures.map(({ number, title, due }) => (
          <li key={number} className="letter-measure">
            <strong>{number}</strong>
            <span>
              {title}
              {due !== '' && <span className="soft"> · {due}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Law({ letter }: { letter: LetterText }): ReactNode {
  return (
    <div className="stack-tight">
      <p>
        <strong>{letter.lawHeading}</strong>
      </p>
      {letter.law.map(({ text, standing, source }) => (
        <p key={text}>
          {text}
          <span className="small soft letter-source">
            {standing} {source}
          </span>
        </p>
      ))}
    </div>
  )
}
