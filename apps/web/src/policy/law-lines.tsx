// The law's part of a pack as lines: each figure with its source and how sure it is, and what the pack does not say.
import type { LawPack } from '@komar/domain/law/pack'
import type { ReactNode } from 'react'
import { formatMonths } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'

export function LawLines({ law }: { law: LawPack }): ReactNode {
  const speech = useSpeech()
  const { text, language } = speech
  const { leadTime, overstay, noticeAnswerWorkingDays: notice, responsibleAuthority: office } = law
  return (
    <ul className="rules-list">
      {law.limits.map((limit) => (
        <Line key={limit.from ?? ''} rule={limit}>
          <strong>{sayLimit(limit.months, speech)}</strong>{' '}
          {limit.from === null
            ? text(law.limits.length > 1 ? 'rules.limit-from-unknown' : 'rules.limit-from-not-given')
            : text('rules.limit-from', { from: formatEdtf(limit.from, speech, 'between') })}
          {limit.note !== undefined && <> {limit.note[language]}</>}
        </Line>
      ))}
      <Line rule={leadTime}>
        {text('rules.lead-time', {
          usual: formatMonths(leadTime.months, speech),
          longer: formatMonths(leadTime.longer.months, speech),
        })}
      </Line>
      <Line rule={law.missingDay}>{text(`rules.missing-day.${law.missingDay.rule}`)}</Line>
      <Line rule={overstay}>
        {overstay === null
          ? text('rules.no-overstay')
          : text('rules.overstay', { days: overstay.days, times: overstay.times })}
      </Line>
      <Line rule={notice}>
        {notice === null ? text('rules.no-answer-days') : text('rules.answer-days', { count: notice.days })}
      </Line>
      <Line rule={office}>
        {office === null ? text('rules.no-office') : text('rules.office', { office: office.name[language] })}
      </Line>
    </ul>
  )
}

type Sourced = Pick<LawPack['limits'][number], 'source' | 'status'>

function Line({ rule, children }: { rule: Sourced | null; children: ReactNode }): ReactNode {
  const { text } = useSpeech()
  return (
    <li>
      {children}
      {rule !== null && (
        <>
          {' '}
          <span className="soft">
            {rule.source} ({text('rules.law-status', { status: rule.status })})
          </span>
        </>
      )}
    </li>
  )
}

/** Months as years and months; 0 and "no limit" in words: a figure would hide what they mean. */
function sayLimit(months: number | null, speech: Parameters<typeof formatMonths>[1]): string {
  if (months === null) return speech.text('rules.no-fixed-limit')
  return months === 0 ? speech.text('rules.not-at-all') : formatMonths(months, speech)
}
