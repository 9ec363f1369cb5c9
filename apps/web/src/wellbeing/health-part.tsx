import type { Edtf } from '@komar/domain/time/edtf'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

type Line = { id: string; occurred: string; says: string; words: string | undefined }

/** Illness, exposure, being sent on, feeding and functioning, newest first. */
export function HealthPart({ file }: { file: WellbeingFile }): ReactNode {
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

type Told = { id: string; entry: { occurred: Edtf }; body: { words?: string | undefined } }

function linesOf({ wellbeing }: WellbeingFile, speech: Speech): Line[] {
  const { illnesses, exposures, contacts, referrals, referralResults, feeding } = wellbeing
  const option = (field: string, value: string): string => sayOption(field, value, speech)
  const told: [Told, string][] = [
    ...illnesses.map((each): [Told, string] => [
      each,
      `${option('illness', each.body.illness)}, ${option('treatedWhere', each.body.treatedWhere)}`,
    ]),
    ...exposures.map((each): [Told, string] => [each, sayExposure(each.body, speech)]),
    ...contacts.map((each): [Told, string] => [each, sayContact(each.body, speech)]),
    ...referrals.map((each): [Told, string] => [each, sayReferral(each.body, speech)]),
    ...referralResults.map((each): [Told, string] => [each, option('referralResult', each.body.referralResult)]),
    ...feeding.map((each): [Told, string] => [each, sayFeeding(each.body, speech)]),
  ]
  return told
    .toSorted(([left], [right]) => (left.entry.occurred < right.entry.occurred ? 1 : -1))
    .map(([{ id, entry, body }, says]) => ({
      id,
      occurred: formatEdtf(entry.occurred, speech),
      says,
      words: body.words,
    }))
}

type Health = WellbeingFile['wellbeing']

function sayExposure({ disease, nearness }: Health['exposures'][number]['body'], speech: Speech): string {
  return speech.text('health.exposure', {
    disease: sayOption('disease', disease, speech),
    how: sayOption('nearness', nearness, speech),
  })
}

function sayContact({ contactFinding, preventive }: Health['contacts'][number]['body'], speech: Speech): string {
  return speech.text('health.contact', {
    finding: sayOption('contactFinding', contactFinding, speech),
    preventive: sayOption('preventive', preventive, speech),
  })
}

function sayReferral({ referredTo, referredFor, by }: Health['referrals'][number]['body'], speech: Speech): string {
  return speech.text('health.referral', { to: referredTo, what: referredFor, date: formatDate(by, speech) })
}

function sayFeeding({ feeding, mealsYesterday }: Health['feeding'][number]['body'], speech: Speech): string {
  const how = sayOption('feeding', feeding, speech)
  if (mealsYesterday === undefined) return how
  return `${how}, ${speech.text('health.meals', { count: formatNumber(mealsYesterday, speech) })}`
}
