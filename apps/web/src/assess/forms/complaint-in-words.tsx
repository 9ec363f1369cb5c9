import type { ReactNode } from 'react'
import type { Slot } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { complaintsIn } from './complaints-in.ts'

/** The words of the complaint that is being answered; or that there is none. */
export function ComplaintInWords({ values, context }: Slot): ReactNode {
  const { text } = context.speech
  const complaints = complaintsIn(context)
  const chosen = complaints.find(({ id }) => id === said(values, 'complaint'))
  if (complaints.every(({ answer }) => answer !== null)) return <p>{text('form.complaint-answer.none')}</p>
  if (chosen === undefined) return null
  const { words, wish, howToAnswer } = chosen.made.body
  return (
    <Notice tone="slate">
      <p>{words}</p>
      {wish !== undefined && (
        <p>
          {text('field.wish')}: {wish}
        </p>
      )}
      {howToAnswer !== undefined && (
        <p>
          {text('field.howToAnswer')}: {howToAnswer}
        </p>
      )}
    </Notice>
  )
}
