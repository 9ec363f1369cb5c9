// Mothers and pregnant women on a round: seen or gone, with one press; a new pregnancy, a birth or a release has a form of its own.
import type { CarerRow } from '@komar/contract/register'
import { findings } from '@komar/domain/register/looked-for-kinds'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { comingBack } from '../../record/paths.ts'
import { useSayPerson } from '../../shell/names.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import type { Change, VisitDraft } from './visit-draft.ts'

type Props = { carers: readonly CarerRow[]; draft: VisitDraft; change: Change; facility: string }

export function VisitWomen({ carers, draft, change, facility }: Props): ReactNode {
  const { text } = useSpeech()
  const say = useSayPerson()
  const back = `/facilities/${facility}/visit`
  if (carers.length === 0) return <p className="soft">{text('visit.no-women')}</p>
  return (
    <ul className="stack plain-list">
      {carers.map((carer) => (
        <li key={carer.id} className="card stack-tight">
          <ChoiceField
            id={`found-${carer.id}`}
            label={say(carer).words}
            help={carer.isPregnant === true ? text('visit.is-pregnant') : undefined}
            options={findings.map((value) => ({ value, label: text(`option.found.${value}`) }))}
            value={draft.carers[carer.id]?.found ?? null}
            onChange={(found) =>
              change((before) => ({ ...before, carers: { ...before.carers, [carer.id]: { found } } }))
            }
            isBeside
          />
          <p className="row small">
            {carer.isPregnant === true ? (
              <Link to={comingBack(`/carers/${carer.id}/record/birth`, back)}>{text('action.birth')}</Link>
            ) : (
              <Link to={comingBack(`/carers/${carer.id}/record/pregnancy`, back)}>{text('action.pregnancy')}</Link>
            )}
            {draft.carers[carer.id]?.found === 'said-gone' && (
              <Link to={comingBack(`/carers/${carer.id}/record/release`, back)}>{text('action.release')}</Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
