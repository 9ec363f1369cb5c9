import type { Decision } from '@komar/domain/assess/state'
import type { ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'

type Member = NonNullable<Decision['made']>['body']['panel'][number]

/** Who sat on the panel, what each thought, dissent included. */
export function Panel({
  members,
  agencyName,
}: {
  members: readonly Member[]
  agencyName: (id: string) => string
}): ReactNode {
  const { text } = useSpeech()
  if (members.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{text('decision.panel')}</h3>
      <ul className="stack-tight plain-list">
        {members.map((member) => (
          <li key={`${member.agency} ${member.name}`}>
            <strong>{member.name}</strong>, {agencyName(member.agency)}
            <p>
              {[
                text(`decision.opinion-${member.opinion}`),
                text(member.part === 'votes' ? 'decision.votes' : 'decision.informs'),
                ...(member.isChair ? [text('decision.chair')] : []),
                ...(member.presence === 'phone' ? [text('decision.by-phone')] : []),
                ...(member.calledAt === undefined ? [] : [member.calledAt]),
                ...(member.isReadBack === true ? [text('decision.read-back')] : []),
                ...(member.hasInterest === false ? [text('decision.no-interest')] : []),
              ].join(' · ')}
            </p>
            {member.words !== undefined && <p>{member.words}</p>}
            {member.interest !== undefined && (
              <p className="soft">{text('decision.interest', { interest: member.interest })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
