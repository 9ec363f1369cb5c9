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

export function VisitWomen({ carers, ...props }: Props): ReactNode {
  const { text } = useSpeech()
  const pregnant = carers.filter(({ isPregnant }) => isPregnant === true)
  const mothers = carers.filter(({ isPregnant }) => isPregnant !== true)
  if (carers.length === 0) return <p className="soft">{text('visit.no-women')}</p>
  return (
    <>
      <Women carers={pregnant} {...props} />
      {mothers.length > 0 && (
        <details>
          <summary>{text('visit.mothers', { count: mothers.length })}</summary>
          <Women carers={mothers} {...props} />
        </details>
      )}
    </>
  )
}

function Women({ carers, draft, change, facility }: Props): ReactNode {
  const { text } = useSpeech()
  const say = useSayPerson()
  return (
    <ul className="stack plain-list">
      {carers.map((carer) => (
        <li key={carer.id} className="card stack-tight visit-found">
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
          <Forms carer={carer} isGone={draft.carers[carer.id]?.found === 'said-gone'} facility={facility} />
        </li>
      ))}
    </ul>
  )
}

function Forms({ carer, isGone, facility }: { carer: CarerRow; isGone: boolean; facility: string }): ReactNode {
  const { text } = useSpeech()
  const to = (form: string): string => comingBack(`/carers/${carer.id}/record/${form}`, `/facilities/${facility}/visit`)
  return (
    <p className="row small">
      {carer.isPregnant === true ? (
        <Link to={to('birth')}>{text('action.birth')}</Link>
      ) : (
        <Link to={to('pregnancy')}>{text('action.pregnancy')}</Link>
      )}
      {isGone && <Link to={to('release')}>{text('action.release')}</Link>}
    </p>
  )
}
