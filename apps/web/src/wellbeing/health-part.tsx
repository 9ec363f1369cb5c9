import type { Stated } from '@komar/domain/chronicle/fold'
import type { Kind } from '@komar/domain/chronicle/kind'
import { compareText } from '@komar/domain/chronicle/order'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { sayDetails } from './say-details.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

type Line = { id: string; occurred: string; says: string; details: string }

/** Birth and first look, illness, exposure, being sent on, feeding and functioning, newest first. */
export function HealthPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const lines = linesOf(file, speech)
  return (
    <div className="stack-tight">
      <h3>{speech.text('health.title')}</h3>
      {lines.length === 0 ? (
        <p className="soft">{speech.text('health.none')}</p>
      ) : (
        <ul className="plain-list">
          {lines.map(({ id, occurred, says, details }) => (
            <li key={id}>
              {occurred}: {says}
              {details !== '' && <p className="soft">{details}</p>}
            </li>
          ))}
        </ul>
      )}
      <Functioning file={file} />
    </div>
  )
}

function Functioning({ file: { wellbeing } }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { functioning } = wellbeing
  if (functioning === null) return null
  const hard = functioning.body.functioning
    .filter(({ difficulty }) => difficulty !== 'none')
    .map(
      ({ domain, difficulty }) =>
        `${sayOption('domain', domain, speech)}: ${sayOption('difficulty', difficulty, speech)}`,
    )
  return (
    <p>
      {speech.text('health.functioning', {
        list: hard.length === 0 ? speech.text('health.nothing-hard') : hard.join('; '),
        aids: functioning.body.aids ?? '–',
      })}
    </p>
  )
}

type Told = Pick<Stated<Kind>, 'id' | 'entry'>
/** What a line says itself, and the members that it has said by that. */
type Said = { of: Told; says: string; said: readonly string[] }

function linesOf({ wellbeing }: WellbeingFile, speech: Speech): Line[] {
  const { illnesses, exposures, contacts, referrals, referralResults, feeding, birthFacts, newborn } = wellbeing
  const option = (field: string, value: string): string => sayOption(field, value, speech)
  const told: Said[] = [
    ...(birthFacts === null ? [] : [{ of: birthFacts, says: speech.text('health.birth'), said: [] }]),
    ...newborn.map((of): Said => ({ of, says: speech.text('health.newborn'), said: [] })),
    ...illnesses.map((of): Said => ({
      of,
      says: `${option('illness', of.body.illness)}, ${option('treatedWhere', of.body.treatedWhere)}`,
      said: ['illness', 'treatedWhere'],
    })),
    ...exposures.map((of): Said => ({ of, says: sayExposure(of.body, speech), said: ['disease', 'nearness'] })),
    ...contacts.map((of): Said => ({ of, says: sayContact(of.body, speech), said: ['contactFinding', 'preventive'] })),
    ...referrals.map((of): Said => ({
      of,
      says: sayReferral(of.body, speech),
      said: ['referredTo', 'referredFor', 'by'],
    })),
    ...referralResults.map((of): Said => ({
      of,
      says: option('referralResult', of.body.referralResult),
      said: ['referralResult'],
    })),
    ...feeding.map((of): Said => ({ of, says: sayFeeding(of.body, speech), said: ['feeding', 'mealsYesterday'] })),
  ]
  return told
    .toSorted(({ of: left }, { of: right }) => compareText(right.entry.occurred, left.entry.occurred))
    .map(({ of: { id, entry }, says, said }) => ({
      id,
      occurred: formatEdtf(entry.occurred, speech),
      says,
      details: sayDetails(entry, said, speech),
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
