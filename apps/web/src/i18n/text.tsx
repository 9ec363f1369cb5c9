import { Trans } from '@lingui/react'
import type { ReactElement, ReactNode } from 'react'
import type { MessageId, TextValues } from './message-id.ts'

type Props = {
  id: MessageId
  values?: TextValues
  /** Elements that stand in the text as `<name/>` or `<name>words</name>`. */
  components?: Record<string, ReactElement>
}

/** A text with elements inside; for plain strings use `useText`. */
export function Text(props: Props): ReactNode {
  return <Trans {...props} />
}
