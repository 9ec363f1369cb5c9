// Pictures and spoken notes in a form: kept in its values as plain rows, so that a draft finds them again.
import { attachmentSchema, type Attachment } from '@komar/domain/chronicle/attachments'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { useAttachments } from '../store/use-attachments.tsx'
import { AttachmentTaker } from '../ui/attachment-taker.tsx'
import { factForm, type FormDefinition } from './definition.ts'
import type { FieldKind, Slot } from './field-kinds.ts'
import { rowsOf, type Values } from './values.ts'

const field = 'attachments'

/** The files that a form holds. */
export function attachedTo(values: Values): Attachment[] {
  return rowsOf(values, field).flatMap((row) => {
    const read = attachmentSchema.safeParse({ ...row, bytes: Number(row['bytes']) })
    return read.success ? [read.data] : []
  })
}

/** Takes pictures, or a spoken note; `rule` is said before each. */
export function attachmentField(takes: 'pictures' | 'voice', rule: MessageId): FieldKind {
  const Component = ({ values, change }: Slot): ReactNode => {
    const text = useText()
    const attachments = useAttachments()
    if (attachments === null) return <p className="soft">{text('attachment.not-here')}</p>
    return (
      <AttachmentTaker
        attachments={attachments}
        taken={attachedTo(values)}
        onChange={(taken) =>
          change({ ...values, [field]: { rows: taken.map((each) => ({ ...each, bytes: String(each.bytes) })) } })
        }
        takes={takes}
        rule={rule}
      />
    )
  }
  return { type: 'slot', id: field, Component }
}

/** A form of one fact with files, of which it needs one. It is made anew, never corrected: its files are what they are. */
export function fileForm(definition: Parameters<typeof factForm>[0]): FormDefinition {
  const { corrects: _corrects, ...form } = factForm({
    ...definition,
    rules: (values) => [{ field, message: 'attachment.none', isBroken: attachedTo(values).length === 0 }],
    more: (values) => ({ attachments: attachedTo(values) }),
  })
  return form
}
