// What a chronicle asks of people about itself: two corrections of one entry that differ need a person to choose; an act that
// stood on a fact which was withdrawn needs a second look. Neither undoes anything (architecture.md, "Order").
import type { AccessClass } from '../access/classes.ts'
import { withheldIn } from '../access/withholding.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import { uuidSchema, type Recorded } from '../chronicle/entry.ts'
import type { Settled } from '../chronicle/fold.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays } from '../time/plain-date.ts'

export const chronicleDeadlineCodes = ['chronicle.correction-disputed', 'chronicle.stands-on-withdrawn'] as const
type Code = (typeof chronicleDeadlineCodes)[number]

const daysToSettle = 14

/** Questions that the chronicle leaves open. `classOf` is the class of a kind; `offset` the country's offset from UTC. */
export function chronicleDeadlines(
  entries: readonly Recorded[],
  settled: Settled,
  classOf: (kind: string) => AccessClass | 'unknown',
  offset: string,
): Deadline[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const withheld = withheldIn(entries)
  const disputed = settled.questions.flatMap(({ about, candidates }) => {
    const last = candidates
      .flatMap((id) => byId.get(id) ?? [])
      .toSorted((a, b) => (a.written < b.written ? -1 : 1))
      .at(-1)
    return last === undefined ? [] : asked('chronicle.correction-disputed', about, last, classOf, offset)
  })
  const withdrawn = new Set<unknown>(settled.retracted.map((entry) => entry.id))
  const shaken = settled.acts
    .filter(({ entry }) => Object.values(entry.body).some((value) => withdrawn.has(value)))
    .flatMap(({ id, entry }) => asked('chronicle.stands-on-withdrawn', id, entry, classOf, offset))
  return [...disputed, ...shaken].map((deadline) => {
    const parties = withheld.get(uuidSchema.parse(deadline.key))
    return parties === undefined ? deadline : { ...deadline, withheld: parties }
  })
}

function asked(
  code: Code,
  key: string,
  entry: Recorded,
  classOf: (kind: string) => AccessClass | 'unknown',
  offset: string,
): Deadline[] {
  const day = dayOfInstant(entry.received ?? entry.written, offset)
  const name = classOf(entry.kind)
  // No class says who may see it, and its very name may tell ('safeguarding.…'): its own agency sees the entries themselves.
  if (name === 'unknown') return []
  const deadline: Deadline = {
    code,
    key,
    classes: [name],
    opens: day,
    due: addDays(day, daysToSettle),
    breachFrom: null,
    duty: 'social-affairs',
    harm: 4,
    params: { kind: entry.kind },
  }
  return [deadline]
}
