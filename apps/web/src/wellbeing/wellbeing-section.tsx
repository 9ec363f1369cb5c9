import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { DaysPart, DevelopmentPart } from './days-part.tsx'
import { GrowthPart } from './growth-part.tsx'
import { HealthPart } from './health-part.tsx'
import { ImmunisationPart } from './immunisation-part.tsx'
import { InformantsPart } from './informants-part.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { TeacherLinksPart } from './teacher-links-part.tsx'
import type { WellbeingFile } from './wellbeing-file.ts'

type Props = { file: WellbeingFile; pack: CountryPack; today: PlainDate }

/** Growth, health, development, mind and days: what the reader's classes allow, and nothing else. */
export function WellbeingSection({ file, pack, today }: Props): ReactNode {
  const text = useText()
  const { mayRead } = useSession()
  const [health, care, mind] = [mayRead.includes('health'), mayRead.includes('care'), mayRead.includes('psychology')]
  if (!health && !care && !mind) return <p className="soft">{text('wellbeing.hidden')}</p>
  return (
    <div className="stack">
      {health && (
        <>
          <GrowthPart file={file} />
          <ImmunisationPart file={file} pack={pack} today={today} />
          <HealthPart file={file} />
        </>
      )}
      {(health || care) && <DevelopmentPart file={file} />}
      {mind && (
        <>
          <InformantsPart file={file} />
          <TeacherLinksPart child={file.child} file={file} pack={pack} today={today} />
          <SessionsPart file={file} />
        </>
      )}
      {care && <DaysPart file={file} />}
    </div>
  )
}
