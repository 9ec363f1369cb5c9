// The rules of the host's country, fetched once for each visit and only by the pages that reckon with them.
import type { CountryPack } from '@komar/domain/policy'
import { useEffect, useState } from 'react'
import { inLatinFigures } from '../i18n/format-number.ts'
import { useLanguage } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'

/** Whole packs each in a file of their own; all small ones together are one. */
async function packOf(country: string): Promise<CountryPack> {
  if (country === 'kh') return (await import('../../../../policies/kh/policy.ts')).cambodia()
  return (await import('./small-packs.ts')).smallPack(country)
}

/** Where a browser says for which country it last worked. */
const lastCountryKey = 'komar.country'

const loaded = new Map<string, Promise<CountryPack>>()

/** A country's rules. @throws where they cannot be loaded; the next call tries again. */
export function loadPolicy(country: string): Promise<CountryPack> {
  const known = loaded.get(country)
  if (known !== undefined) return known
  const loading = packOf(country)
  loaded.set(country, loading)
  // A failed load (no network) is tried again by the next page.
  loading.catch(() => loaded.delete(country))
  // A browser without room for it reads them a moment later next time.
  loading.then(() => localStorage.setItem(lastCountryKey, country)).catch(() => undefined)
  return loading
}

/** The rules that this browser last worked with: read and checked while somebody types a password. */
export async function loadPolicyAhead(): Promise<void> {
  const country = localStorage.getItem(lastCountryKey)
  if (country !== null) await loadPolicy(country)
}

/** The country's rules, with the figures of their texts as the reader has chosen them; null while they are loaded. */
export function usePolicy(): CountryPack | null {
  const { country } = useSession().host
  const { language, digits } = useLanguage()
  const [pack, setPack] = useState<CountryPack | null>(null)
  useEffect(() => {
    let isCurrent = true
    void loadPolicy(country).then((policy) => {
      if (isCurrent) setPack(policy)
    })
    return () => {
      isCurrent = false
    }
  }, [country])
  return pack !== null && language === 'km' && digits === 'latin' ? withLatinFigures(pack) : pack
}

/** Made once for each pack, so that what depends on the pack sees the same one. */
const figured = new WeakMap<CountryPack, CountryPack>()

function withLatinFigures(pack: CountryPack): CountryPack {
  const made = figured.get(pack) ?? (latin(pack) as CountryPack)
  figured.set(pack, made)
  return made
}

function latin(value: unknown): unknown {
  if (typeof value === 'string') return inLatinFigures(value)
  if (Array.isArray(value)) return value.map(latin)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, latin(member)]))
}
