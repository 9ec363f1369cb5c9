// What to do before a person's own copy is handed over, and what it leaves out: beside the files, wherever they are made.
import { leftOutGrounds } from '@komar/domain/insight/own-copy-kinds'
import { englishCopy } from '@komar/domain/insight/own-copy-words-en'
import { khmerCopy } from '@komar/domain/insight/own-copy-words-km'
import type { ReactNode } from 'react'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Section } from '../ui/section.tsx'

type Step = 'read' | 'read-sealed' | 'together' | 'where' | 'hand-over' | 'again' | 'again-sealed'

export function BeforeHandingOver({ steps }: { steps: readonly Step[] }): ReactNode {
  const text = useText()
  return (
    <Section id="before" title="own-copy.before">
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <p>{text(`own-copy.step.${step}`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The very sentences of the copy. */
export function WhatIsLeftOut(): ReactNode {
  const { text, language } = useSpeech()
  const { lead, grounds } = (language === 'km' ? khmerCopy : englishCopy).leftOut
  return (
    <Section id="left-out" title="own-copy.left-out">
      <p>{text('own-copy.left-out-lead')}</p>
      <div className="stack-tight">
        <p>{lead}</p>
        <ul>
          {leftOutGrounds.map((ground) => (
            <li key={ground}>
              <p>{grounds[ground]}</p>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
