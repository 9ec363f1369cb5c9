// The ids of all texts, taken from the English catalogue; catalogues.test.ts holds the Khmer one to the same ids.
import type en from './en.json'

export type MessageId = keyof typeof en

/** The values that a text's places are filled with. */
export type TextValues = Record<string, string | number>

declare module '@lingui/core' {
  // A declaration can be merged only as an interface.
  interface Register {
    messageIds: MessageId
  }
}
