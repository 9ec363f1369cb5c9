// For which site a passkey is: the host's public address, from which requests must come too (http/cross-site.ts takes the aliases of localhost
// besides). A passkey knows a site by its name; there are none for a number. Source: W3C Web Authentication, level 3, 4 ("RP ID").
import { isIP } from 'node:net'

export type Site = {
  /** Relying party id: the name of the host, without port; null where it goes by a number. */
  id: string | null
  /** Where our pages with that name are. */
  origins: readonly string[]
}

/** Of the host's origins the first says the name. */
export function siteOf(origins: readonly string[]): Site {
  const name = origins[0] === undefined ? '' : new URL(origins[0]).hostname
  if (name === '' || isIP(name.replace(/^\[|\]$/gu, '')) !== 0) return { id: null, origins: [] }
  return { id: name, origins: origins.filter((origin) => new URL(origin).hostname === name) }
}
