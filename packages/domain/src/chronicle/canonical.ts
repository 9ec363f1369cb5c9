// RFC 8785 (JSON Canonicalization Scheme): the one text of a JSON value, whatever order its members were written in.
// The content hash of an entry is the SHA-256 of this text in UTF-8; the text itself is stored, because jsonb reorders keys.
// ECMAScript's own number and string serialisation is what RFC 8785 prescribes; members sort by UTF-16 code units.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

export type TextFault = {
  path: string
  fault: 'nul-character' | 'lone-surrogate' | 'not-finite' | 'not-json' | 'too-deep'
}

const maxDepth = 32

/**
 * The canonical text of a JSON value. Members that are undefined are left out, as JSON.stringify does.
 * @throws RangeError when the value is not JSON; call `textFaults` first on anything from outside.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonical: a number is not finite')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member ?? null)}`)
  return `{${members.join(',')}}`
}

/** Where a value holds what PostgreSQL's jsonb or UTF-8 cannot: U+0000, lone surrogates, numbers that are not finite. */
export function textFaults(value: unknown, path = '', depth = 0): TextFault[] {
  if (depth > maxDepth) return [{ path, fault: 'too-deep' }]
  if (value === null || value === undefined || typeof value === 'boolean') return []
  if (typeof value === 'string') return stringFaults(value, path)
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [{ path, fault: 'not-finite' }]
  if (Array.isArray(value)) return value.flatMap((item, index) => textFaults(item, `${path}/${index}`, depth + 1))
  if (typeof value !== 'object') return [{ path, fault: 'not-json' }]
  return Object.entries(value).flatMap(([key, member]) => [
    ...stringFaults(key, `${path}/(name)`),
    ...textFaults(member, `${path}/${key}`, depth + 1),
  ])
}

function stringFaults(text: string, path: string): TextFault[] {
  if (text.includes('\u0000')) return [{ path, fault: 'nul-character' }]
  return text.isWellFormed() ? [] : [{ path, fault: 'lone-surrogate' }]
}
