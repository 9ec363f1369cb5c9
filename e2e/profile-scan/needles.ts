// In which bytes a text can lie on a disk: each is looked for.

export type Needle = { canary: string; form: string; bytes: Buffer }

/** UTF-16 units. Shorter ones are found by chance: base64 loses a sign or two at each end. */
const fewestSigns = 4

/** All forms of these texts, each once. */
export function needlesOf(canaries: readonly string[]): Needle[] {
  return canaries.flatMap((canary) => {
    if (canary.length < fewestSigns) throw new Error(`a canary of fewer than ${fewestSigns} signs is found by chance`)
    const seen = new Set<string>()
    return writingsOf(canary)
      .map(({ form, bytes }) => ({ canary, form, bytes }))
      .filter(({ bytes }) => {
        const key = bytes.toString('latin1')
        return seen.size < seen.add(key).size
      })
  })
}

type Writing = { form: string; bytes: Buffer }

function writingsOf(text: string): Writing[] {
  return (['NFC', 'NFD'] as const).flatMap((normal) => {
    const plain = plainWritings(text.normalize(normal))
    return [
      ...plain,
      ...plain.flatMap(base64Of),
      ...escapesOf(text.normalize(normal)).map(({ form, bytes }) => ({ form, bytes })),
    ]
  })
}

function plainWritings(text: string): Writing[] {
  const wide = Buffer.from(text, 'utf16le')
  const writings: Writing[] = [
    { form: 'UTF-8', bytes: Buffer.from(text, 'utf8') },
    { form: 'UTF-16LE', bytes: wide },
    { form: 'UTF-16BE', bytes: Buffer.from(wide).swap16() },
  ]
  const isLatin1 = /^[\0-\xff]*$/.test(text)
  if (isLatin1) writings.push({ form: 'Latin-1', bytes: Buffer.from(text, 'latin1') })
  return writings
}

/** Base64 of bytes in the middle of others: at each of the three places in a group, without the signs that neighbours share. */
function base64Of({ form, bytes }: Writing): Writing[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    const from = Math.ceil((before * 8) / 6)
    const to = Math.floor((whole.length * 8) / 6)
    return (['base64', 'base64url'] as const).map((alphabet) => ({
      form: `${alphabet} of ${form} at ${before}`,
      bytes: Buffer.from(whole.toString(alphabet).slice(from, to), 'latin1'),
    }))
  })
}

/** As addresses and JSON write it. */
function escapesOf(text: string): Writing[] {
  const percent = [...Buffer.from(text, 'utf8')].map(percentOf).join('')
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  const json = units.map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : escapeOf(unit))).join('')
  const upperJson = json.replaceAll(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)
  const texts = {
    'percent-encoding': percent,
    'percent-encoding, small': percent.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    'percent-encoding, + for a space': percent.replaceAll('%20', '+'),
    'JSON escapes': json,
    'JSON escapes, capital': upperJson,
    hexadecimal: Buffer.from(text, 'utf8').toString('hex'),
  }
  return Object.entries(texts).flatMap(([form, escaped]) => [
    { form, bytes: Buffer.from(escaped, 'latin1') },
    { form: `${form}, in UTF-16LE`, bytes: Buffer.from(escaped, 'utf16le') },
  ])
}

function percentOf(byte: number): string {
  const sign = String.fromCharCode(byte)
  return /[A-Za-z0-9\-_.!~*'()]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
