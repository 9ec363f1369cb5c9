// What the app is called on this device. On a phone that others see it can go by a neutral name with a plain picture: nothing that
// stands outside the page (tab, task list, home screen, history) says then what it is for. The choice is the device's, not an account's:
// whoever holds the phone sees it before anybody signs in.
import { useEffect, useSyncExternalStore } from 'react'
import type { Language } from '../i18n/language.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { Say } from '../i18n/speech.ts'

export const appNames = ['komar', 'neutral'] as const
export type AppName = (typeof appNames)[number]

const storageKey = 'komar.app-name'
const listeners = new Set<() => void>()

export const appNameWords = {
  komar: 'app.name-komar',
  neutral: 'app.name-neutral',
} as const satisfies Record<AppName, MessageId>

export function rememberedAppName(): AppName {
  return localStorage.getItem(storageKey) === 'neutral' ? 'neutral' : 'komar'
}

/** Goes by another name from now on, in every open page of this device. */
export function chooseAppName(name: AppName): void {
  localStorage.setItem(storageKey, name)
  for (const listener of listeners) listener()
}

export function useAppName(): AppName {
  return useSyncExternalStore(subscribe, rememberedAppName)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  globalThis.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    globalThis.removeEventListener('storage', listener)
  }
}

export function iconAddress(name: AppName): string {
  return `/icons/${name}.svg`
}

/** Puts the links for a name into the page's head: they are not in index.html, so that no other name is ever shown or fetched. */
export function wearAppName(name: AppName, language: Language): void {
  setLink('icon', iconAddress(name))
  setLink('apple-touch-icon', `/icons/${name}-192.png`)
  setLink('manifest', `/manifests/${name}.${language}.webmanifest`)
}

/** Keeps the head's links at the chosen name and language. */
export function useWornAppName(): void {
  const name = useAppName()
  const { language } = useLanguage()
  useEffect(() => wearAppName(name, language), [name, language])
}

/** The browser's title of a page. It stays in histories and on screens: by a neutral name it is only that name. */
export function titleOf(page: MessageId, name: AppName, text: Say): string {
  const app = text(appNameWords[name])
  return name === 'neutral' ? app : text('page.title', { title: text(page), app })
}

function setLink(rel: string, href: string): void {
  const link = document.head.querySelector<HTMLLinkElement>(`link[rel="${rel}"]`) ?? document.createElement('link')
  link.rel = rel
  link.setAttribute('href', href)
  if (!link.isConnected) document.head.append(link)
}
