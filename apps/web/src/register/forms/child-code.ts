// The readable code of a child: said on the telephone, written on a round sheet. It says the year it was given and nothing else.
const alphabet = '23456789ACDEFGHJKLMNPQRTUVWXYZ'
const length = 6

/** A code from a new child's id: two figures of the year, a dash, six letters or figures. */
export function childCode(id: string, today: string): string {
  let rest = Number.parseInt(id.slice(-12), 16)
  let code = ''
  for (let index = 0; index < length; index += 1) {
    code += alphabet[rest % alphabet.length] ?? ''
    rest = Math.floor(rest / alphabet.length)
  }
  return `${today.slice(2, 4)}-${code}`
}
