// Values that people and programs send who mean no good, for the tests: each where a text, a number, an id or a list was expected.

/** Marks a hostile text, so that a test sees whether an answer repeats it. */
export const mark = 'hOsTiLe7'

/** Texts that are JSON as they stand. */
export const hostileTexts: readonly string[] = [
  `${mark}\u0000`,
  `${mark}\ud800`,
  `\udfff${mark}`,
  `${mark}\u202e\u2066dlihc`,
  `${mark}\u200b\u200d\u2060\ufeff`,
  // Latin o's among Khmer, a Cyrillic a, a Khmer digit nought.
  `${mark}សoкха០`,
  `${mark}${'\u0301'.repeat(3_000)}`,
  `${mark}${'\u17d2\u1780'.repeat(1_500)}`,
  mark.repeat(2_000),
  `${mark}'; drop table komar.entry; --`,
  `${mark}%_\\|"`,
  `=cmd|'/c calc'!A1${mark}`,
  `<script>${mark}</script>`,
  `../../../../etc/passwd${mark}`,
  `\${${mark}}{{7*7}}%n%s`,
  `${mark}\r\nset-cookie: a=b`,
  '__proto__',
  'constructor',
  'NaN',
  '-0',
  '9007199254740993',
  '0001-01-01',
  '9999-99-99',
  '',
  ' ',
]

/** JSON text, not values: some cannot be said in JavaScript. */
export const hostileJson: readonly string[] = [
  ...hostileTexts.map((text) => JSON.stringify(text)),
  'null',
  'true',
  '-1',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '1.5',
  '[]',
  '{}',
  '[null]',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `{"__proto__":{"isAdmin":true}}`,
  `{"constructor":{"prototype":{"isAdmin":true}}}`,
  `{"toString":1,"valueOf":2,"hasOwnProperty":3}`,
  `{"a":1,"a":2}`,
  `[${'0,'.repeat(5_000)}0]`,
]

/** A place in a JSON value, as the keys that lead to it. */
export type Place = readonly (string | number)[]

/** Every place in a value, the whole first. */
export function placesIn(value: unknown, from: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [from]
  return [from, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...from, key]))]
}

/** The JSON text of a value with other text at one place. */
export function withText(value: unknown, place: Place, text: string): string {
  const [key, ...rest] = place
  if (key === undefined) return text
  if (Array.isArray(value))
    return `[${value.map((item: unknown, at) => (String(at) === String(key) ? withText(item, rest, text) : JSON.stringify(item))).join(',')}]`
  const members = Object.entries(value as object) // a place leads through objects and lists alone
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${name === key ? withText(member, rest, text) : JSON.stringify(member)}`).join(',')}}`
}
