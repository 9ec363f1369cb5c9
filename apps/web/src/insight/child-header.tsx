// Who is this, where are they, what is the law's clock, what do I do now: in this order (ui.md, principle 1).
import type { ChildRow } from '@komar/contract/register'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import type { ChildFile, Whereabouts } from '@komar/domain/insight/child-file'
import type { CountryPack } from '@komar/domain/policy'
import type { DayRange } from '@komar/domain/register/state'
import { isEdtf } from '@komar/domain/time/edtf'
import type { ReactNode } from 'react'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import { formatDate, formatRange } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { firstDayPast, sayBirths } from '../register/children-list.tsx'
import type { Directory } from '../register/directory.ts'
import { useNames } from '../shell/names.tsx'
import { ClockChip } from '../ui/clock-chip.tsx'
import { reckoningOf, sayAge } from './child-clock.ts'

type Props = {
  child: ChildRow
  file: ChildFile | null
  pack: CountryPack | null
  today: PlainDate
  directory: Directory
}

export function ChildHeader({ child, file, pack, today, directory }: Props): ReactNode {
  const speech = useSpeech()
  const { areHidden } = useNames()
  const reckoning = file !== null && pack !== null ? reckoningOf(file, pack, today, speech) : undefined
  const age = file === null ? null : sayAge(file, today, speech)
  // The row says what its own record says; with another record of the child there are more dates.
  const born = file === null ? child.born : file.register.birth.claims.map((claim) => claim.born)
  const birth =
    born.length === 0
      ? speech.text('child.born-not-known')
      : speech.text('child.born', { date: sayBirths(born, speech) })
  const responsible = file?.access.responsible ?? null
  return (
    <div className="stack-tight">
      <p>{sayWhere(child, file?.whereabouts ?? null, speech, directory)}</p>
      <p className="soft">
        {[birth, age, ...(child.code === null || areHidden ? [] : [speech.text('child.code', { code: child.code })])]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {file !== null && (
        <p className="soft">
          {responsible === null
            ? speech.text('family.responsible-none')
            : speech.text('family.responsible', { agency: directory.agencyName(responsible.agency) })}
        </p>
      )}
      <div>
        <ClockChip state={child.state} firstDayPast={firstDayPast(child)} today={today} reckoning={reckoning} />
      </div>
    </div>
  )
}

/** Where the child lives, by the entries that the reader sees, else by the host's row. */
export function sayWhere(
  child: ChildRow,
  whereabouts: Whereabouts | null,
  speech: Speech,
  directory: Directory,
): string {
  const { text } = speech
  switch (whereabouts?.is) {
    case 'in-facility':
      return text('child.lives-in', {
        facility: directory.facilityName(whereabouts.facility),
        date: saySince(whereabouts.since, speech),
      })
    case 'placed':
      return text('child.lives-with', {
        tier: sayTier(whereabouts.tier, speech),
        date: saySince(whereabouts.since, speech),
      })
    case 'outside': {
      const { body } = whereabouts.living
      const date = saySince(whereabouts.since, speech)
      if (body.whereaboutsKnown === 'no') return text('child.lost-outside', { date })
      return text('child.lives-outside', { with: sayOption('livingWith', body.livingWith, speech), date })
    }
    case 'died':
      return text('child.died', { date: saySince(whereabouts.since, speech) })
    case 'left':
      return text('child.left', { date: saySince(whereabouts.since, speech) })
    case 'not-known':
    case undefined:
      return sayRow(child, speech, directory)
  }
}

function sayRow({ isInside, facility, livesSince }: ChildRow, speech: Speech, directory: Directory): string {
  if (!isInside || facility === null) return speech.text(isInside ? 'child.where-not-known' : 'where.outside')
  const date = livesSince !== null && isEdtf(livesSince) ? formatEdtf(livesSince, speech, 'between') : ''
  return speech.text('child.lives-in', { facility: directory.facilityName(facility), date })
}

function saySince({ earliest, latest }: DayRange, speech: Speech): string {
  if (earliest !== null && latest !== null) return formatRange({ earliest, latest }, speech)
  const day = earliest ?? latest
  return day === null ? speech.text('date.unknown') : formatDate(plainDate(day), speech)
}
