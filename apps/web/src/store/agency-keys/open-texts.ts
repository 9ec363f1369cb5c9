// Opens the sealed texts of what a page asked for: the one place between an answer and a page. What cannot be opened is said in words; no
// page ever shows the sealed form. Nothing opened is kept but in memory, and that goes when the store is locked.
import { readSealedText } from '@komar/domain/chronicle/sealed-text'
import { sealedWords } from '@komar/domain/chronicle/sealed-words'
import { i18n } from '@lingui/core'
import type { Keyring } from './keyring.ts'
import type { OpenedText, TextPlace } from './text-seal.ts'

type Opened = OpenedText | null
/** `isOpen`: it was opened, and no further key changes that. */
type Kept = { opening: Promise<Opened | 'no-key'>; isOpen: boolean }
/** `shown`: of each entry that came by, the members that were sealed. */
type Open = { keyring: Keyring; opened: Map<string, Kept>; most: number; shown: Map<string, Set<string>> }

/** Of usual notes 2 MB; of the longest some 80. One answer that holds more is kept whole all the same, until another takes its place. */
const mostOpened = 4_000
/** Opened side by side, and how long (ms) the page cannot be drawn or pressed meanwhile. */
const atOnce = 20
const longestMs = 12

let open: Open | null = null
/** The language in which something was last said to be sealed. */
let saidIn: string | null = null
const listeners = new Set<() => void>()

/** From now on texts are opened with these keys; what is answered ends that and forgets what was opened. `most`: texts that are kept opened. */
export function openTextsWith(keyring: Keyring, most = mostOpened): () => void {
  const now: Open = { keyring, opened: new Map(), most, shown: new Map() }
  open = now
  const stops = [
    keyring.subscribe(() => {
      for (const [sealed, { isOpen }] of now.opened) if (!isOpen) now.opened.delete(sealed)
      tell()
    }),
    // What stands in the place of a text is in the language of then.
    i18n.on('change', () => {
      if (saidIn !== null && saidIn !== i18n.locale) tell()
    }),
  ]
  return () => {
    stops.forEach((stop) => stop())
    if (open === now) open = null
  }
}

function tell(): void {
  saidIn = null
  for (const listener of listeners) listener()
}

/** Told when a key came, and what could not be opened perhaps can. */
export function onKeys(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The same with its sealed texts opened, or with words in their place; the very same where there is none. */
export async function openTexts<T>(value: T): Promise<T> {
  const found: string[] = []
  collect(value, found)
  if (found.length === 0) return value
  const texts = open === null ? new Map(found.map((text) => [text, null])) : await openAll([...new Set(found)], open)
  return replaced(value, texts, null) as T // of the same form: a string stands where a string stood
}

/** The members that were sealed in an entry that a page was shown; none where it was plain, or was never shown here. */
export function sealedWhenShown(entry: string): readonly string[] {
  return [...(open?.shown.get(entry) ?? [])]
}

function noteShown(entry: string, member: string): void {
  if (open === null) return
  const members = open.shown.get(entry)
  if (members === undefined) open.shown.set(entry, new Set([member]))
  else members.add(member)
}

/** Whether anything in it is sealed. */
export function isAnySealed(value: unknown): boolean {
  const found: string[] = []
  collect(value, found)
  return found.length > 0
}

function collect(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    if (readSealedText(value) !== null) found.push(value)
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, found)
  } else if (isRecord(value)) {
    for (const one of Object.values(value)) collect(one, found)
  }
}

/** Each of these texts, opened some at a time. */
async function openAll(
  sealed: readonly string[],
  { keyring, opened, most }: Open,
): Promise<ReadonlyMap<string, Opened>> {
  const opener = openersOf(keyring)
  const texts = new Map<string, Opened>()
  let since = performance.now()
  for (let from = 0; from < sealed.length; from += atOnce) {
    const some = sealed.slice(from, from + atOnce)
    if (performance.now() - since > longestMs) {
      await new Promise((resolve) => setTimeout(resolve))
      since = performance.now()
    }
    await Promise.all(some.map(async (text) => texts.set(text, await openOnce(text, opened, opener))))
  }
  // In the order in which they were last wanted: those of this answer are the last to go.
  const gone = [...opened.keys()].slice(0, Math.max(0, opened.size - Math.max(most, sealed.length)))
  for (const text of gone) opened.delete(text)
  return texts
}

async function openOnce(sealed: string, opened: Open['opened'], opener: Openers): Promise<Opened> {
  const known = opened.get(sealed)
  const kept: Kept = known ?? { opening: openWith(opener, sealed), isOpen: false }
  opened.delete(sealed)
  opened.set(sealed, kept)
  const text = await kept.opening
  if (text !== 'no-key') {
    // What the right key does not open is not tried again before another comes.
    kept.isOpen = text !== null
    return text
  }
  // Another window may be given the key: asked again, it is looked for again.
  if (opened.get(sealed) === kept) opened.delete(sealed)
  return null
}

async function openWith(opener: Openers, sealed: string): Promise<Opened | 'no-key'> {
  const key = readSealedText(sealed)?.key
  const openText = key === undefined ? null : await opener(key)
  return openText === null ? 'no-key' : openText(sealed)
}

type Openers = (key: string) => Promise<((sealed: string) => Promise<Opened>) | null>

/** The keys of now, read once, when the first text wants one. */
function openersOf(keyring: Keyring): Openers {
  let held: ReturnType<Keyring['held']> | undefined
  const openers = new Map<string, ReturnType<Openers>>()
  const make: Openers = async (key) => {
    held ??= keyring.held()
    const secret = (await held).find(({ id }) => id === key)
    if (secret === undefined) return null
    const { textOpener } = await import('./text-seal.ts')
    return textOpener(secret.secret)
  }
  return (key) => {
    const made = openers.get(key) ?? make(key)
    openers.set(key, made)
    return made
  }
}

/** `entry`: the id of the entry in whose body this stands; null outside of one, where a text cannot be told from one that was moved. */
function replaced(value: unknown, texts: ReadonlyMap<string, Opened>, entry: string | null): unknown {
  if (Array.isArray(value)) return value.map((one) => replaced(one, texts, null))
  if (typeof value === 'string') return texts.has(value) ? closedWords() : value
  if (!isRecord(value)) return value
  const members = Object.entries(value).map(([member, one]) => {
    const opened = typeof one === 'string' ? texts.get(one) : undefined
    if (opened !== undefined) {
      if (entry !== null) noteShown(entry, member)
      return [member, textOf(opened, { entry: entry ?? '', member })]
    }
    return [member, replaced(one, texts, member === 'body' && typeof value['id'] === 'string' ? value['id'] : null)]
  })
  return Object.fromEntries(members)
}

function textOf(opened: Opened, { entry, member }: TextPlace): string {
  return opened !== null && opened.entry === entry && opened.member === member ? opened.text : closedWords()
}

function closedWords(): string {
  saidIn = i18n.locale
  return i18n.locale === 'km' ? sealedWords.km : sealedWords.en
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
