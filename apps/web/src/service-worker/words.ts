// What the service worker says by itself, in a notification or where no page can be opened. Nothing here names Komar, a child or a
// person: it stands on screens that anybody may see.
import en from '../i18n/en.json?part=worker'
import km from '../i18n/km.json?part=worker'

export const workerWords = { en, km }
export type WorkerLanguage = keyof typeof workerWords

export function isWorkerLanguage(value: unknown): value is WorkerLanguage {
  return typeof value === 'string' && Object.hasOwn(workerWords, value)
}

/** The language to speak before anybody has chosen one: the browser's, when we speak it, else Khmer. */
export function languageOf(tags: readonly string[]): WorkerLanguage {
  return tags.map((tag) => tag.split('-')[0]).find(isWorkerLanguage) ?? 'km'
}
