// The health of a pregnant woman in custody, for those who may read of health: what was found at each visit, and how a pregnancy ended. Its
// results never reach prison staff, who read no entry of this class.
import type { Recorded } from '@komar/domain/chronicle/entry'
import { statedOf } from '@komar/domain/chronicle/fold'
import { compareText } from '@komar/domain/chronicle/order'
import { settled } from '@komar/domain/settled'
import { antenatalVisited, pregnancyResulted } from '@komar/domain/wellbeing/mother-kinds'
import { useMemo, type ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Section } from '../ui/section.tsx'
import { sayDetails } from './say-details.ts'

export function PregnancyHealth({ entries }: { entries: readonly Recorded[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { mayRead } = useSession()
  const told = useMemo(() => {
    const stands = settled(entries)
    return [...statedOf(stands, antenatalVisited), ...statedOf(stands, pregnancyResulted)].toSorted((left, right) =>
      compareText(right.entry.occurred, left.entry.occurred),
    )
  }, [entries])
  if (!mayRead.includes('health') || told.length === 0) return null
  return (
    <Section id="pregnancy" title="pregnancy-health.title">
      <ul className="plain-list stack-tight">
        {told.map(({ id, entry }) => (
          <li key={id}>
            <strong>
              {formatEdtf(entry.occurred, speech)}: {text(kindTitle(entry.kind))}
            </strong>
            <p>{sayDetails(entry, [], speech)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
