// What a check of a pack finds, in words that whoever writes the pack can act on: a lawyer with a text editor, not a programmer.

export type Finding = {
  /** `fault`: Komar would not take the pack. `look`: it would, and somebody should look whether it is meant. */
  level: 'fault' | 'look'
  /** The file in the pack's folder. */
  file: string
  /** Where in the file, in words; empty for the file as a whole. */
  place: string
  wrong: string
  /** What to write instead. */
  write: string
  /** As it stands in a file; empty where there is nothing to show. */
  example: string
}

/** A finding as a few lines for a terminal. */
export function sayFinding({ level, file, place, wrong, write, example }: Finding): string {
  const where = place === '' ? file : `${file}, ${place}`
  const lines = [`${level === 'fault' ? '✗' : '?'} ${where}: ${wrong}`, `    ${write}`]
  return [...lines, ...(example === '' ? [] : [`    for example: ${example}`])].join('\n')
}
