// The hide-names switch: one press, and every name on every page is a code (ui.md, principle 6). The choice stays on this device.
import type { ShownNames } from '@komar/contract/register'
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'

type NamesHandle = { areHidden: boolean; setHidden: (areHidden: boolean) => void }

const NamesContext = createContext<NamesHandle | null>(null)
const storageKey = 'komar.names-hidden'

export function NamesProvider({ children }: { children: ReactNode }): ReactNode {
  const [areHidden, setAreHidden] = useState(() => localStorage.getItem(storageKey) === 'yes')
  const handle = useMemo((): NamesHandle => {
    const setHidden = (hidden: boolean): void => {
      localStorage.setItem(storageKey, hidden ? 'yes' : 'no')
      setAreHidden(hidden)
    }
    return { areHidden, setHidden }
  }, [areHidden])
  return <NamesContext value={handle}>{children}</NamesContext>
}

export function useNames(): NamesHandle {
  const handle = use(NamesContext)
  if (!handle) throw new Error('useNames: no NamesProvider above')
  return handle
}

/** Letters and figures that are not taken for one another when read aloud or written by hand. */
const codeAlphabet = '23456789ACDEFGHJKLMNPQRTUVWXYZ'
const codeLength = 4

/** A short code from a subject's id, the same on every page; it says nothing about the person. */
export function codeOf(subjectId: string): string {
  // The last twelve figures of a UUIDv7 are random, the first are the time it was made.
  let rest = Number.parseInt(subjectId.slice(-12), 16)
  let code = ''
  for (let index = 0; index < codeLength; index += 1) {
    code += codeAlphabet[rest % codeAlphabet.length] ?? ''
    rest = Math.floor(rest / codeAlphabet.length)
  }
  return code
}

type Person = { id: string; code?: string | null | undefined; names: ShownNames | null }

/** A person's name in the reader's script where it is known, else in the other; a code while names are hidden. */
export function PersonName({ person }: { person: Person }): ReactNode {
  const say = useSayPerson()
  const { words, lang } = say(person)
  return (
    <bdi lang={lang} className="person-name">
      {words}
    </bdi>
  )
}

/** The same for places that take plain text: labels, tables for copying. */
export function useSayPerson(): (person: Person) => { words: string; lang: 'en' | 'km' | undefined } {
  const { areHidden } = useNames()
  const { language, text } = useLanguage()
  return ({ id, code, names }) => {
    if (areHidden) return { words: code ?? codeOf(id), lang: undefined }
    const own = language === 'km' ? names?.km : names?.latin
    if (own) return { words: own, lang: language }
    const other = language === 'km' ? names?.latin : names?.km
    if (other) return { words: other, lang: language === 'km' ? 'en' : 'km' }
    if (names?.called) return { words: names.called, lang: undefined }
    return { words: text('person.unnamed', { code: code ?? codeOf(id) }), lang: undefined }
  }
}
