// What pages and the service worker say to one another, beside the keys (store/key-hand-over.ts). Nothing personal is ever among it.

/** The waiting version is to take over. */
export type TakeOver = { type: 'komar.app.take-over' }
/** Answered through the message's port with `AppState`. */
export type Mend = { type: 'komar.app.mend' }
/** The language in which a notification speaks. */
export type Speak = { type: 'komar.app.speak'; language: string }
/** The worker asks a page whether somebody is at work in it, unlocked; answered through the message's port with `Open`. */
export type AskOpen = { type: 'komar.open.ask' }
export type Open = { isOpen: boolean }

/** How many of the app's files are to be on this device, and how many are not. */
export type AppState = { files: number; missing: number }

export type ToWorker = TakeOver | Mend | Speak

export function readToWorker(message: unknown): ToWorker | null {
  switch (typeOf(message)) {
    case 'komar.app.take-over':
      return { type: 'komar.app.take-over' }
    case 'komar.app.mend':
      return { type: 'komar.app.mend' }
    case 'komar.app.speak': {
      const language = hasLanguage(message) ? message.language : null
      return typeof language === 'string' ? { type: 'komar.app.speak', language } : null
    }
    default:
      return null
  }
}

export function isAskOpen(message: unknown): message is AskOpen {
  return typeOf(message) === 'komar.open.ask'
}

export function isOpenAnswer(message: unknown): message is Open {
  return typeof message === 'object' && message !== null && 'isOpen' in message && typeof message.isOpen === 'boolean'
}

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
}

function hasLanguage(message: unknown): message is { language: unknown } {
  return typeof message === 'object' && message !== null && 'language' in message
}
