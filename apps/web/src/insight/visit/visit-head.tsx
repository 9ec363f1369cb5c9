// The beginning of a visit: which of the two it is, when, who went and how long. Then what is read aloud before any question.
import { roundWays, unseenParts } from '@komar/domain/conditions/round-kinds'
import { everyItem, type QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import type { CountryPack } from '@komar/domain/policy'
import type { ReactNode } from 'react'
import { firstWordsSection } from '../../assess/forms/before-asking.tsx'
import { useSpeech, useText } from '../../i18n/language-provider.tsx'
import { ChoiceField, ManyField, Tick } from '../../ui/choice-field.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Change, VisitDraft } from './visit-draft.ts'

type Props = { draft: VisitDraft; change: Change }

export function VisitHead({ draft, change }: Props): ReactNode {
  const text = useText()
  return (
    <div className="stack">
      <ChoiceField
        id="visit-way"
        label={text('visit.way')}
        options={roundWays.map((value) => ({ value, label: text(`option.roundWay.${value}`) }))}
        value={draft.roundWay}
        onChange={(roundWay) => change((before) => ({ ...before, roundWay }))}
        isBeside
      />
      <details>
        <summary>{text('visit.when-and-who')}</summary>
        <div className="stack visit-folded">
          <DateField
            id="visit-occurred"
            label={text('visit.occurred')}
            value={draft.occurred}
            onChange={(occurred) => change((before) => ({ ...before, occurred }))}
          />
          <TextField
            id="visit-visitors"
            label={text('field.visitors')}
            help={text('visit.visitors-help')}
            isOptional
            value={draft.visitors}
            onChange={(visitors) => change((before) => ({ ...before, visitors }))}
          />
          <TextField
            id="visit-minutes"
            label={text('field.minutes')}
            isOptional
            isShort
            inputMode="numeric"
            value={draft.minutes}
            onChange={(minutes) => change((before) => ({ ...before, minutes }))}
          />
          <Tick
            label={text('field.isFromPaper')}
            isTicked={draft.isFromPaper}
            onChange={(isFromPaper) => change((before) => ({ ...before, isFromPaper }))}
          />
        </div>
      </details>
    </div>
  )
}

/** What could not be seen, and why. */
export function Unseen({ draft, change }: Props): ReactNode {
  const text = useText()
  return (
    <div className="stack">
      <ManyField
        id="visit-unseen"
        label={text('field.unseen')}
        isOptional
        options={unseenParts.map((value) => ({ value, label: text(`option.unseen.${value}`) }))}
        values={draft.unseen}
        onChange={(unseen) => change((before) => ({ ...before, unseen }))}
        isBeside
      />
      {draft.unseen.length > 0 && (
        <TextField
          id="visit-why-unseen"
          label={text('field.whyUnseen')}
          isOptional
          value={draft.whyUnseen}
          onChange={(whyUnseen) => change((before) => ({ ...before, whyUnseen }))}
        />
      )}
    </div>
  )
}

/** What is read aloud, and the rules for whoever asks. Who sees the answers is said anew: they are not what an assessment's are. */
export function FirstWords({ pack }: { pack: CountryPack }): ReactNode {
  const { language, text } = useSpeech()
  const section = pack.questionnaires[0]?.sections.find(({ id }) => id === firstWordsSection)
  const [aloud, ...rules] = (section?.item ?? []).filter(({ type }) => type === 'group')
  return (
    <details className="card visit-first-words" open>
      <summary>{text('visit.first-words')}</summary>
      <div className="stack-tight">
        {linesOf(aloud).map((line) => (
          <p key={line.linkId}>{line.text[language]}</p>
        ))}
        <p>{text('visit.who-sees')}</p>
      </div>
      {rules.map((group) => (
        <details key={group.linkId}>
          <summary>{group.text[language]}</summary>
          {linesOf(group).map((line) => (
            <p key={line.linkId}>{line.text[language]}</p>
          ))}
        </details>
      ))}
    </details>
  )
}

function linesOf(group: QuestionnaireItem | undefined): QuestionnaireItem[] {
  return everyItem(group?.item ?? []).filter(({ type, onlyInClass }) => type === 'display' && onlyInClass === undefined)
}
