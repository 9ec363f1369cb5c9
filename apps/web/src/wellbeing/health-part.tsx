import type { ChildFile } from '@komar/domain/insight/child-file'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'

type Line = { id: string; occurred: string; says: string; words: string | undefined }

/** Illness, exposure, being sent on, feeding and functioning, newest first. */
export function HealthPart({ file }: { file: ChildFile }): ReactNode {
  const speech = useSpeech()
  const lines = linesOf(file, speech)
  const { functioning } = file.wellbeing
  return (
    <div className="stack-tight">
      <h3>{speech.text('health.title')}</h3>
      {lines.length === 0 ? (
        <p className="soft">{speech.text('health.none')}</p>
      ) : (
        <ul className="plain-list">
          {lines.map(({ id, occurred, says, words }) => (
            <li key={id}>
              {occurred}: {says}
              {words !== undefined && <p className="soft">{words}</p>}
            </li>
          ))}
        </ul>
      )}
      {functioning !== null && (
        <p>
          {speech.text('health.functioning', {
            list: functioning.body.functioning
              .filter(({ difficulty }) => difficulty !== 'none')
              .map(
                ({ domain, difficulty }) =>
                  `${sayOption('domain', domain, speech)}: ${sayOption('difficulty', difficulty, speech)}`,
              )
              .join('; '),
            aids: functioning.body.aids ?? '–',
          })}
        </p>
      )}
    </div>
  )
}

function linesOf({ wellbeing }: ChildFile, speech: Speech): Line[] {
  const line = (
    each: { id: string; entry: { occurred: Parameters<typeof formatEdtf>[0] }; body: { words?: string | undefined } },
    says: string,
  ) => ({
    id: each.id,
    at: each.entry.occurred,
    occurred: formatEdtf(each.entry.occurred, speech),
    says,
    words: each.body.words,
  })
  const { illnesses, exposures, contacts, referrals, referralResults, feeding } = wellbeing
  return [
    ...illnesses.map((each) =>
      line(
        each,
        `${sayOption('illness', each.body.illness, speech)}, ${sayOption('treatedWhere', each.body.treatedWhere, speech)}`,
      ),
    ),
    ...exposures.map((each) =>
      line(
        each,
        speech.text('health.exposure', {
          disease: sayOption('disease', each.body.disease, speech),
          how: sayOption('nearness', each.body.nearness, speech),
        }),
      ),
    ),
    ...contacts.map((each) =>
      line(
        each,
        speech.text('health.contact', {
          finding: sayOption('contactFinding', each.body.contactFinding, speech),
          preventive: sayOption('preventive', each.body.preventive, speech),
        }),
      ),
    ),
    ...referrals.map((each) =>
      line(
        each,
        speech.text('health.referral', {
          to: each.body.referredTo,
          what: each.body.referredFor,
          date: formatDate(each.body.by, speech),
        }),
      ),
    ),
    ...referralResults.map((each) => line(each, sayOption('referralResult', each.body.referralResult, speech))),
    ...feeding.map((each) =>
      line(
        each,
        `${sayOption('feeding', each.body.feeding, speech)}${each.body.mealsYesterday === undefined ? '' : `, ${speech.text('health.meals', { count: formatNumber(each.body.mealsYesterday, speech) })}`}`,
      ),
    ),
  ].toSorted((left, right) => (left.at < right.at ? 1 : -1))
}
