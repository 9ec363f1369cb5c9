// A push message says only that something is due. What it carries is never read: a notification stands on a locked screen.
import { isWorkerLanguage, languageOf, workerWords, type WorkerLanguage } from './words.ts'

const tag = 'due'
const icon = '/icons/neutral-192.png'
const badge = '/icons/badge-96.png'

/** Where the chosen language is kept between the worker's short lives. */
export type KeptLanguage = {
  read: () => Promise<string | undefined>
  write: (language: WorkerLanguage) => Promise<void>
}

export async function chosenLanguage({ read }: KeptLanguage): Promise<WorkerLanguage> {
  const kept = await read().catch(() => undefined)
  return isWorkerLanguage(kept) ? kept : languageOf(navigator.languages)
}

/** A title and a sentence, the same for everybody; a second message takes the place of the first. */
export function dueNotice(language: WorkerLanguage): { title: string; options: NotificationOptions } {
  const words = workerWords[language]
  return {
    title: words['worker.title'],
    options: { body: words['worker.due'], lang: language, tag, icon, badge },
  }
}

/** Shows the first page: in a window that is open already, where there is one. */
export async function openFirstPage(clients: Clients): Promise<void> {
  const [open] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open === undefined) await clients.openWindow('/')
  else await (await open.focus()).navigate('/').catch(() => null)
}
