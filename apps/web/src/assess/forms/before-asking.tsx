// What stands over a questionnaire before its first question: its paper form, what was asked already, and the words to read aloud for
// those whose sections do not begin with them. A separation is asked about only once a move is decided.
import type { Uuid } from '@komar/domain/chronicle/entry'
import { everyItem, type Questionnaire } from '@komar/domain/assess/questionnaire'
import { Link } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import type { RecordContext } from '../../record/context.ts'
import { roleWords } from '../../shell/role-words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AskedBeforeNotice } from '../asked-before-notice.tsx'
import type { AskedSection } from '../questionnaire-form.tsx'
import { paperAddress, type Asking } from './askings.ts'

/** The section whose words are read aloud before any question. */
export const firstWordsSection = 'first-words'

type Props = { asking: Asking; context: RecordContext; present: Uuid; isCardMissing: boolean }

export function BeforeAsking({ asking, context, present, isCardMissing }: Props): ReactNode {
  const { text } = useSpeech()
  const { child, pack, today, subject } = context
  const agencyName = useAgencyName(context)
  const isDecided = child?.assess.decisions.some(({ outcome }) => outcome === 'leave-to-care') ?? false
  return (
    <>
      <p className="row">
        <Link className={buttonClass()} to={paperAddress(subject.id, asking.name)}>
          {text('paper.blank')}
        </Link>
      </p>
      {asking.type === 'separation' && !isDecided && (
        <Notice tone="amber" heading={text('gate.assessment.decision-to-move')} />
      )}
      {child !== null && (
        <AskedBeforeNotice state={child.assess} present={present} pack={pack} today={today} agencyName={agencyName} />
      )}
      {isCardMissing && <Card context={context} />}
    </>
  )
}

/** The words that hold for whoever asks; who will see it, the section itself says. */
function Card({ context: { pack } }: { context: RecordContext }): ReactNode {
  const { language } = useSpeech()
  const section = pack.questionnaires[0]?.sections.find(({ id }) => id === firstWordsSection)
  const groups = (section?.item ?? []).filter(({ type }) => type === 'group')
  return groups.map((group) => (
    <section key={group.linkId} className="card stack-tight">
      <h2>{group.text[language]}</h2>
      {everyItem(group.item ?? [])
        .filter(({ type, onlyInClass }) => type === 'display' && onlyInClass === undefined)
        .map((line) => (
          <p key={line.linkId}>{line.text[language]}</p>
        ))}
    </section>
  ))
}

type OthersProps = { asking: Asking; whole: Questionnaire; sections: readonly AskedSection[] }

/** The sections that this writer does not ask, and who does: nobody needs to ask what is another's to ask. */
export function OthersAsk({ asking, whole, sections }: OthersProps): ReactNode {
  const { text, language } = useSpeech()
  const own = new Set(sections.map(({ section }) => section.id))
  const others = whole.sections.filter(({ id }) => !own.has(id) && id !== firstWordsSection)
  if (asking.form === 'short' || others.length === 0) return null
  return (
    <Notice heading={text('questionnaire.others')}>
      <ul>
        {others.map(({ id, title, askedBy }) => (
          <li key={id}>
            {text('questionnaire.others-line', {
              section: title[language],
              who: askedBy.map((role) => text(roleWords[role])).join(' · '),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** An agency's name in the reader's language. */
export function useAgencyName({ agencies }: RecordContext): (id: string) => string {
  const { language, text } = useSpeech()
  return useCallback(
    (id) => {
      const agency = agencies.find((each) => each.id === id)
      if (agency === undefined) return text('entry.someone')
      return language === 'km' ? agency.nameKm : agency.nameEn
    },
    [agencies, language, text],
  )
}
