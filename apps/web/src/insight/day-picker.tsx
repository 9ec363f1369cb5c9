import { plainDate } from '@komar/domain/time/plain-date'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { pickedDays, type ReportDays, type TypedDays } from './report-days.ts'

/** Chooses the day of the report, and the day by whose end its facts were known. */
export function DayPicker({ days }: { days: ReportDays }): ReactNode {
  const text = useText()
  const { host } = useSession()
  const navigate = useNavigate()
  const [typed, setTyped] = useState<TypedDays>({ asOf: days.asOf ?? host.today, knownAt: days.knownAt ?? '' })
  const [faulty, setFaulty] = useState<keyof TypedDays | null>(null)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const picked = pickedDays(typed, plainDate(host.today))
    setFaulty(picked.ok ? null : picked.field)
    if (picked.ok) void navigate({ to: '/reports/situation', search: picked.days })
  }
  const errorOf = (field: keyof TypedDays) => (faulty === field ? text('situation.day-fault') : undefined)
  return (
    <form className="situation-days screen-only" onSubmit={submit} noValidate>
      <DayField
        id="as-of"
        label={text('situation.as-of')}
        help={text('situation.as-of-help')}
        value={typed.asOf}
        onChange={(asOf) => setTyped({ ...typed, asOf })}
        error={errorOf('asOf')}
      />
      <DayField
        id="known-at"
        isOptional
        label={text('situation.known-at')}
        help={text('situation.known-at-help')}
        value={typed.knownAt}
        onChange={(knownAt) => setTyped({ ...typed, knownAt })}
        error={errorOf('knownAt')}
      />
      <Button type="submit">{text('situation.show-day')}</Button>
    </form>
  )
}
