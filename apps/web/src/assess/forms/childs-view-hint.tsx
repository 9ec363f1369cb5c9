import type { ReactNode } from 'react'
import type { MessageId } from '../../i18n/message-id.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { Notice } from '../../ui/notice.tsx'
import { childAge } from './child-age.ts'

/** Until which age, in months, a hint holds. Source: practice.md, G-V1. */
const hints: readonly { belowMonths: number; words: MessageId }[] = [
  { belowMonths: 24, words: 'form.view.hint-under-2' },
  { belowMonths: 60, words: 'form.view.hint-2-to-4' },
  { belowMonths: 120, words: 'form.view.hint-5-to-9' },
  { belowMonths: Infinity, words: 'form.view.hint-from-10' },
]

/** How a child of this age is heard; with an uncertain age, every hint that may fit. */
export function ChildsViewHint({ context }: Slot): ReactNode {
  const { text } = context.speech
  const age = childAge(context)
  const fitting = hints.filter(({ belowMonths }, index) => {
    const from = hints[index - 1]?.belowMonths ?? 0
    return age === null || (age.minMonths < belowMonths && age.maxMonths >= from)
  })
  return (
    <Notice heading={text('form.view.hint')}>
      {fitting.map(({ words }) => (
        <p key={words}>{text(words)}</p>
      ))}
      <p>{text('form.view.hint-reasons')}</p>
    </Notice>
  )
}
