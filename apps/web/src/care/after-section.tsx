// The time after a move: contact, how closely the child is visited, what is planned, and whether work has ended. Only for readers of care.
import type { PrisonStay } from '@komar/domain/assess/signals'
import { hasDied, openEnd, placementNow, reunionNow, type ChildAfter } from '@komar/domain/care/after-state'
import type { ChildCare, Departure } from '@komar/domain/care/state'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Plans } from './after-plans.tsx'
import { ContactRecord } from './contact-record.tsx'
import { Deaths } from './deaths.tsx'
import { ReleasePackCard } from './release-pack-card.tsx'

/** What of a child's file this part shows. */
type File = {
  child: SubjectId
  stay: PrisonStay | null
  departure: Departure | null
  care: ChildCare
  after: ChildAfter
}
type Props = { file: File; today: PlainDate }

/** Whether anything of this part is there to show. */
function hasAfter({ departure, care, after }: File): boolean {
  return departure !== null || care.contacts.length > 0 || after.deaths.length > 0
}

/** Of a child who has died, only contact that there was: no empty months. */
function isContactAsked({ care, after }: File): boolean {
  return care.contacts.length > 0 || !hasDied(after, 'child')
}

export function AfterSection({ file, today }: Props): ReactNode {
  const { after, stay, departure, child } = file
  const isPackAsked = stay !== null || (after.pack.lastStated !== null && reunionNow(file.care, after) === null)
  return (
    <>
      {isPackAsked && (
        <Section id="release-pack" title="child.release">
          <ReleasePackCard child={child} pack={after.pack} />
        </Section>
      )}
      {hasAfter(file) && (
        <Section id="after" title="child.after">
          <Deaths deaths={after.deaths} />
          <Now file={file} today={today} />
          {isContactAsked(file) && (
            <ContactRecord
              contacts={file.care.contacts}
              from={departure?.range.earliest ?? departure?.range.latest ?? null}
              today={today}
            />
          )}
          <Plans after={after} />
        </Section>
      )}
    </>
  )
}

/** What holds today: a stop of contact, the end of a placement, the return, the level of need. */
function Now({ file, today }: Props): ReactNode {
  const speech = useSpeech()
  const { after, care, departure } = file
  const stop = after.contactStops.at(-1)
  const reviewOn = stop?.body.reviewOn
  const end = openEnd(care, after)
  const back = reunionNow(care, after)
  const level = after.needLevels.at(-1)
  const hasHome = departure !== null && placementNow(care, after, departure) !== null
  return (
    <>
      {reviewOn !== undefined && reviewOn > today && (
        <Notice tone="amber">{speech.text('after.contact-stopped', { date: formatDate(reviewOn, speech) })}</Notice>
      )}
      {end !== null && (
        <Notice tone="brick">
          {speech.text('after.placement-ended', {
            date: formatEdtf(end.entry.occurred, speech),
            why: sayOption('why', end.body.why, speech),
          })}
          {end.body.whereNow !== undefined && ` ${speech.text('after.where-now', { where: end.body.whereNow })}`}
        </Notice>
      )}
      {back !== null && <p>{speech.text('after.reunited', { date: formatEdtf(back.entry.occurred, speech) })}</p>}
      {level !== undefined && (hasHome || back !== null) && (
        <p>
          {speech.text('after.need', {
            level: sayOption('level', level.body.level, speech),
            date: formatEdtf(level.entry.occurred, speech),
          })}
          {level.body.reasons !== undefined && <span className="soft"> {level.body.reasons}</span>}
        </p>
      )}
    </>
  )
}

/** At the top of the page of a child with whom work has ended. */
export function ClosedNotice({ file }: Pick<Props, 'file'>): ReactNode {
  const speech = useSpeech()
  const closing = file.after.closing
  if (closing === null) return null
  const day = edtfBounds(closing.entry.occurred).latest
  return (
    <Notice tone="slate" heading={speech.text('after.closed', { date: day === null ? '' : formatDate(day, speech) })}>
      <p>{sayOption('ground', closing.body.ground, speech)}</p>
      {closing.body.reasons !== undefined && <p className="soft">{closing.body.reasons}</p>}
    </Notice>
  )
}
