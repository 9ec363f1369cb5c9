// What a condition of a policy asks, one thing after the other, and the condition without each. It reads what the engine writes of a
// condition (pg_get_expr): every part stands in parentheses of its own, words of the language are in capitals, names are not.

/** One thing that is no longer asked, and what is left. */
export type Weaker = { without: string; text: string }

/** A pair of parentheses (or of case and end): where its parts stand, and what joins them. */
type Group = {
  from: number
  /** Whatever is true in it makes the whole condition false. */
  isNegated: boolean
  /** Stands behind `where` or `on`: without it, every row is meant. */
  isWhole: boolean
  /** A value that is looked up or chosen, by questions of its own. */
  isValue: boolean
  joint: 'AND' | 'OR' | null
  /** Where each of the parts but the last ends, and the next begins. */
  cuts: { end: number; next: number }[]
}

// "is not null" negates nothing that stands in it.
const words = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\bIS NOT\b|\b(?:AND|OR|NOT|CASE|END|WHERE|ON|EXISTS|IN|AS)\b/gu

/**
 * The condition without each of the things that it asks, at any depth. Where a part is negated, less is asked by leaving out one of two
 * things of which either is enough: it is that which is left out there.
 */
export function weakenings(condition: string): Weaker[] {
  const found: Weaker[] = []
  const open: Group[] = [{ from: 0, isNegated: false, isWhole: false, isValue: false, joint: null, cuts: [] }]
  let before = ''
  for (const { 0: word, index } of condition.matchAll(words)) {
    const group = open.at(-1)
    if (group === undefined) throw new Error(`more is closed than was opened: ${condition}`)
    if (word === '(' || word === 'CASE') {
      open.push(groupIn(group, { condition, from: index + word.length, word, before }))
    } else if (word === ')' || word === 'END') {
      open.pop()
      found.push(...withoutEach(condition, group, index))
    } else if (word === 'AND' || word === 'OR') {
      group.joint = word
      group.cuts.push({ end: index, next: index + word.length })
    } else if (word === 'NOT') group.isNegated = !group.isNegated
    before = word
  }
  const [last] = open
  if (last === undefined || open.length > 1) throw new Error(`something is left open: ${condition}`)
  return [...found, ...withoutEach(condition, last, condition.length)]
}

type Opening = { condition: string; from: number; word: string; before: string }

function groupIn(outer: Group, { condition, from, word, before }: Opening): Group {
  const isSelect = /^\s*SELECT\b/u.test(condition.slice(from)) && !['EXISTS', 'IN', 'AS'].includes(before)
  return {
    from,
    isNegated: outer.isNegated,
    isWhole: word === '(' && ['WHERE', 'ON'].includes(before),
    isValue: outer.isValue || word === 'CASE' || isSelect,
    joint: null,
    cuts: [],
  }
}

function withoutEach(condition: string, group: Group, to: number): Weaker[] {
  const { from, joint, cuts } = group
  if (group.isValue) return []
  const put = (text: string) => condition.slice(0, from) + text + condition.slice(to)
  if (joint === null) {
    const whole = condition.slice(from, to)
    return group.isWhole && !group.isNegated && weakenings(whole).length === 0
      ? [{ without: plain(whole), text: put('true') }]
      : []
  }
  if (joint !== (group.isNegated ? 'OR' : 'AND')) return []
  const parts = [...cuts, { end: to, next: to }].map(({ end }, at) => condition.slice(cuts[at - 1]?.next ?? from, end))
  const weaker = parts.map((part, at) => ({ part, text: put(parts.toSpliced(at, 1).join(joint)) }))
  // Whoever sees that a smaller thing is not asked sees it of what holds it too.
  return weaker.flatMap(({ part, text }) => (hasParts(part, group) ? [] : [{ without: plain(part), text }]))
}

function hasParts(text: string, { isNegated }: Group): boolean {
  return weakenings(isNegated ? `(NOT (${text}))` : text).length > 0
}

/** As a person would write it. */
function plain(text: string): string {
  const short = text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\( SELECT (komar\.\w+\([^()]*\)) AS \w+\)/gu, '$1')
    .replaceAll(/::\w+(?:\[\])?/gu, '')
    .trim()
  const bare = withoutOuter(short)
  return bare.length > 160 ? `${bare.slice(0, 160)}…` : bare
}

function withoutOuter(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (const { 0: sign, index } of text.matchAll(/[()]/gu)) {
    depth += sign === '(' ? 1 : -1
    if (depth === 0 && index < text.length - 1) return text
  }
  return withoutOuter(text.slice(1, -1).trim())
}
