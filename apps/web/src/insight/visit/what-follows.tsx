// What an answer on a round asks for the same day, each with the form that does it (practice.md part 6: ▲▲ = act today). Shown beside the
// answer as it is given, and again when the round is recorded.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageId } from '../../i18n/message-id.ts'
import { useText } from '../../i18n/language-provider.tsx'
import { comingBack } from '../../record/paths.ts'
import { mayDo, recordActions, recordAddress, type ActionName } from '../../register/actions.ts'
import { useSession } from '../../shell/session.tsx'
import type { ChildDraft } from './visit-draft.ts'

export type Step = { words: MessageId; form: ActionName | null; query?: string }

/** The steps that follow from one child's line; none where nothing worries. */
export function stepsFor({ found, saidRoute, eats, ill, frightened, freely }: ChildDraft, occurred: string): Step[] {
  const gone = new URLSearchParams({ occurred, ...(saidRoute === undefined ? {} : { route: saidRoute }) }).toString()
  return [
    ...(frightened === 'yes' ? [{ words: 'visit.next.frightened', form: 'complaint' } as const] : []),
    ...(ill === 'yes' ? [{ words: 'visit.next.ill', form: 'measures' } as const] : []),
    ...(eats === 'no' ? [{ words: 'visit.next.not-eating', form: 'measures' } as const] : []),
    ...(freely === 'no' ? [{ words: 'visit.next.not-free', form: null } as const] : []),
    ...(found === 'said-gone' ? [{ words: 'visit.next.gone', form: 'departure', query: gone } as const] : []),
    ...(found === 'not-seen' ? [{ words: 'visit.next.not-seen', form: null } as const] : []),
  ]
}

type Props = { child: string; draft: ChildDraft; facility: string; occurred: string }

export function WhatFollows({ child, draft, facility, occurred }: Props): ReactNode {
  const text = useText()
  const session = useSession()
  const steps = stepsFor(draft, occurred)
  if (steps.length === 0) return null
  return (
    <div role="status">
      <ul className="visit-next plain-list">
        {steps.map(({ words, form, query }) => {
          const action = recordActions.find(({ name }) => name === form)
          const address =
            form === null ? null : `${recordAddress(child, form)}${query === undefined ? '' : `?${query}`}`
          return (
            <li key={words}>
              {text(words)}{' '}
              {address !== null && action !== undefined && mayDo(session, action) && (
                <Link to={comingBack(address, `/facilities/${facility}/visit`)}>{text(action.label)}</Link>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
