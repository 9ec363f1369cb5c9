// Opens the sealed texts of what a page asked for: the one place between an answer and a page. What cannot be opened is said in words; no
// page ever shows the sealed form. Nothing opened is kept but in memory, and that goes when the store is locked.
import { readSealedText } from '@komar/domain/chronicle/sealed-text'
import { sealedWords } from '@komar/domain/chronicle/sealed-words'
import { i18n } from '@lingui/core'
import type { Keyring } from './keyring.ts'
import type { TextPlace } from './text-seal.ts'

type Opened = (TextPlace & { text: string }) | null
/** `shown`: of each entry that came by, the members that were sealed. */
type Open = { keyring: Keyring; opened: Map<string, Promise<Opened>>; shown: Map<string, Set<string>> }

/** Of the longest notes some 40 MB; of usual ones 1. */
const mostOpened = 2_000

let open: Open | null = null
/** The language in which something was last said to be sealed. */
let saidIn: string | null = null
const listeners = new Set<() => void>()

/** From now on texts are opened with these keys; what is answered ends that and forgets what was opened. */
export function openTextsWith(keyring: Keyring): () => void {
  const now: Open = { keyring, opened: new Map(), shown: new Map() }
  open = now
  const stops = [
    keyring.subscribe(() => {
      now.opened.clear()
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
  const texts = new Map(
    await Promise.all([...new Set(found)].map(async (text) => [text, await openOnce(text)] as const)),
  )
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

async function openOnce(sealed: string): Promise<Opened> {
  if (open === null) return null
  const { keyring, opened } = open
  const known = opened.get(sealed)
  if (known !== undefined) return known
  const opening = openWith(keyring, sealed)
  if (opened.size >= mostOpened) opened.clear()
  opened.set(sealed, opening)
  const text = await opening
  // Another window may be given the key: asked again, it is looked for again.
  if (text === null) opened.delete(sealed)
  return text
}

async function openWith(keyring: Keyring, sealed: string): Promise<Opened> {
  const key = readSealedText(sealed)?.key
  const secret = key === undefined ? null : await keyring.secretOf(key)
  if (secret === null) return null
  const { openSealedText } = await import('./text-seal.ts')
  return openSealedText(sealed, secret.secret)
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
