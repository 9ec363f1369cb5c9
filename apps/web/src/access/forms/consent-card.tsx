import type { ReactNode } from 'react'
import type { Slot } from '../../record/field-kinds.ts'
import { Notice } from '../../ui/notice.tsx'

/** What is read aloud before anyone is asked. */
export function ConsentCard({ context }: Slot): ReactNode {
  const { text } = context.speech
  return (
    <Notice heading={text('form.consent.card')}>
      <p>{text('form.consent.card-words')}</p>
    </Notice>
  )
}
