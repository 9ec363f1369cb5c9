// The service worker: the app opens with no network, a reload takes its keys over, and a push says that something is due. It keeps
// nothing personal and answers nothing for the API. Source: docs/decisions/0014-the-device.md.
import type { PrecacheEntry } from 'workbox-precaching'
import { isForget, isKeep, isTake, received, type Taken } from '../store/key-hand-over.ts'
import { createAppFiles } from './app-files.ts'
import { chosenLanguage, dueNotice, openFirstPage } from './due-notice.ts'
import { createKeyKeeper } from './key-keeper.ts'
import { keptLanguage } from './kept-language.ts'
import { readToWorker } from './messages.ts'
import { brokenPage, lockedPage } from './plain-page.ts'
import { isSomeoneAtWork } from './someone-at-work.ts'
import { whichAnswer } from './which-answer.ts'
import { isWorkerLanguage } from './words.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

const files = createAppFiles(self.__WB_MANIFEST)
const keys = createKeyKeeper()

self.addEventListener('install', (event) => files.install(event))

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver(event))
})

async function takeOver(event: ExtendableEvent): Promise<void> {
  await dropOldFiles(event)
  await self.clients.claim()
}

/** Pages of an earlier version may be open when somebody asked for this one, and a later one may wait: then their files stay. */
async function dropOldFiles(event: ExtendableEvent): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const { installing, waiting } = self.registration
  if (pages.length === 0 && installing === null && waiting === null) files.dropOld(event)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  switch (whichAnswer(request, self.location.origin)) {
    case 'leave':
      return
    case 'file':
      event.respondWith(files.file(request))
      return
    case 'page':
      event.respondWith(answerPage(event))
      return
    case 'api-page':
      event.respondWith(isSomeoneAtWork(self.clients).then((isOpen) => (isOpen ? fetch(request) : lockedPage())))
  }
})

async function answerPage(event: FetchEvent): Promise<Response> {
  await dropOldFiles(event)
  return (await files.page()) ?? brokenPage()
}

self.addEventListener('message', (event) => {
  // Only pages of this origin can reach a service worker; its own scope is asked for all the same, before a key is given out.
  if (event.origin !== self.location.origin || !(event.source instanceof WindowClient)) return
  const message: unknown = event.data
  if (isKeep(message)) keys.keep(message.keys)
  else if (isTake(message)) give(event.ports[0])
  else if (isForget(message)) keys.forget()
  else event.waitUntil(serve(message, event.ports[0]))
})

function give(port: MessagePort | undefined): void {
  if (port === undefined) return
  const { keys: given, forget } = keys.give()
  port.onmessage = ({ data }) => data === received && forget()
  port.postMessage({ keys: given } satisfies Taken)
}

async function serve(data: unknown, port: MessagePort | undefined): Promise<void> {
  const message = readToWorker(data)
  if (message === null) return
  switch (message.type) {
    case 'komar.app.take-over':
      return self.skipWaiting()
    case 'komar.app.mend':
      port?.postMessage(await files.mend())
      return
    case 'komar.app.speak':
      if (isWorkerLanguage(message.language)) await keptLanguage.write(message.language)
  }
}

self.addEventListener('push', (event) => {
  event.waitUntil(
    chosenLanguage(keptLanguage).then((language) => {
      const { title, options } = dueNotice(language)
      return self.registration.showNotification(title, options)
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openFirstPage(self.clients))
})
