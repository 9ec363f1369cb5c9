import type { FollowUp } from '@komar/domain/care/state'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'

/** Calls and visits, the last one first, each with what was said in passing. */
export function FollowUpList({ followUps }: { followUps: readonly FollowUp[] }): ReactNode {
  const speech = useSpeech()
  return (
    <section className="stack-tight">
      <h3>{speech.text('care.follow-ups')}</h3>
      {followUps.length === 0 && <p>{speech.text('care.follow-ups-none')}</p>}
      <ul className="plain-list">
        {followUps.toReversed().map((followUp) => (
          <Line key={followUp.id} followUp={followUp} speech={speech} />
        ))}
      </ul>
    </section>
  )
}

function Line({ followUp, speech }: { followUp: FollowUp; speech: Speech }): ReactNode {
  const { body, entry } = followUp
  const brief = sayBrief(body, speech)
  return (
    <li>
      {formatEdtf(entry.occurred, speech)}, {sayOption('way', body.way, speech)},{' '}
      {speech.text(body.isChildSeen ? 'care.child-seen' : 'care.child-not-seen')}
      {body.concern !== 'none' && <strong> · {sayOption('concern', body.concern, speech)}</strong>}
      {brief.length > 0 && <p className="small">{brief.join(' · ')}</p>}
      {body.words !== undefined && <p className="soft">{body.words}</p>}
    </li>
  )
}

const briefFields = ['losses', 'friends', 'siblingsSeen', 'schoolLevel', 'attendance', 'missesMother'] as const
const briefWords = {
  losses: 'field.losses',
  friends: 'field.friends',
  siblingsSeen: 'field.siblingsSeen',
  schoolLevel: 'field.schoolLevel',
  attendance: 'field.attendance',
  missesMother: 'field.missesMother',
} as const

/** What was answered; what was not asked is left out. */
function sayBrief(body: FollowUp['body'], speech: Speech): string[] {
  return briefFields.flatMap((field) => {
    const value = body[field]
    if (value === undefined || value === 'not-asked') return []
    return [`${speech.text(briefWords[field])}: ${sayOption(field, value, speech)}`]
  })
}
