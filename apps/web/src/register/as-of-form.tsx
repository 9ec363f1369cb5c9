import { parsePlainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'

type Props = { shown: PlainDate; today: PlainDate; change: (asOf: string) => void }

/** The day that the list shows; opened, it takes another one. */
export function AsOfForm({ shown, today, change }: Props): ReactNode {
  const speech = useSpeech()
  const [typed, setTyped] = useState<string>(shown)
  const [isFaulty, setIsFaulty] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const day = parsePlainDate(typed)
    const fits = typed === '' || (day !== null && day <= today)
    setIsFaulty(!fits)
    if (fits) change(typed === today ? '' : typed)
  }
  return (
    <details className="children-as-of">
      <summary>{speech.text('as-of.day', { day: formatDate(shown, speech) })}</summary>
      <form className="stack-tight" onSubmit={submit} noValidate>
        <DayField
          id="as-of"
          label={speech.text('children.as-of')}
          value={typed}
          onChange={setTyped}
          error={isFaulty ? speech.text('situation.day-fault') : undefined}
        />
        <div>
          <Button type="submit">{speech.text('situation.show-day')}</Button>
        </div>
      </form>
    </details>
  )
}
