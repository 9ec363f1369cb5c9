import { listAdvice, type AdviceRow } from '@komar/contract/advice'
import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { buttonClass } from '../ui/button.tsx'
import { AdviceList, type AdviceLine } from './advice-list.tsx'

function question(isBackground: boolean) {
  return ask(listAdvice, {}, { isBackground })
}

/** The ledger of recommendations over all places whose conditions the reader may see. `tabs`: the other reports. */
export function AdvicePage({ tabs }: { tabs: ReactNode }): ReactNode {
  const { language, text } = useSpeech()
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="advice.title">
      {({ advice }) => (
        <Page
          title="advice.title"
          lead={<p className="soft">{text('advice.lead')}</p>}
          actions={
            <a className={buttonClass()} href={ledgerAddress(language)} target="_blank" rel="noopener">
              <Printer aria-hidden="true" size={20} /> {text('advice.pdf')}
            </a>
          }
        >
          {tabs}
          <AdviceList lines={advice.map(lineOfRow)} actions={null} />
        </Page>
      )}
    </Answered>
  )
}

/** The address of the ledger as PDF: of all places, or of one. */
export function ledgerAddress(language: 'en' | 'km', facility?: string): string {
  return `/v1/advice/pdf?lang=${language}${facility === undefined ? '' : `&facility=${facility}`}`
}

function lineOfRow({ facility, facilityName, ...row }: AdviceRow): AdviceLine {
  return { ...row, facility: { id: facility, name: facilityName } }
}
