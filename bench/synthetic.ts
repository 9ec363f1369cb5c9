// Synthetic entries as a device would write them: ids in the order of time, a random salt, about a kilobyte where it matters.
import { randomBytes } from 'node:crypto'
import { makeId, makeSalt } from '@komar/server/src/demo/identity.ts'
import { makeNames } from '@komar/server/src/demo/names.ts'
import { makeRandom, type Random } from '@komar/server/src/demo/random.ts'
import type { BenchPerson } from './people.ts'

export type BenchEntry = { id: string; kind: string; subject: string; body: Record<string, unknown> }

export type Family = {
  mother: string
  child: string
  facility: string
  isInside: boolean
  names: { km?: string | undefined; latin?: string | undefined }
}

type Draft = { kind: string; subject: string; occurred?: string; also?: string[]; body: Record<string, unknown> }

export type Pen = { write: (draft: Draft) => BenchEntry; id: () => string; random: Random }

/** Every run has ids of its own: chance comes from the machine, not from a seed. */
export function makePen({ id: author, agency, device }: BenchPerson): Pen {
  const random = makeRandom(randomBytes(6).readUIntBE(0, 6), 'bench')
  const id = () => makeId(random, new Date().toISOString())
  return {
    random,
    id,
    write: ({ kind, subject, occurred = '2026-11-20', also = [], body }) => ({
      id: id(),
      kind,
      v: 1,
      subject,
      also,
      occurred,
      basis: 'seen',
      body: { salt: makeSalt(random), ...body },
      author,
      agency,
      device,
      written: new Date().toISOString(),
    }),
  }
}

export function facilityEntry(pen: Pen, place: number): BenchEntry {
  const number = String(place + 1).padStart(3, '0')
  return pen.write({
    kind: 'register.facility-registered',
    subject: pen.id(),
    occurred: '2024-01-01',
    body: {
      code: `B-${number}`,
      name: { en: `Prison ${number}`, km: `ពន្ធនាគារ ${number}` },
      province: String((place % 25) + 1).padStart(2, '0'),
      holdsWomen: true,
    },
  })
}

const words = 'មាតា បានប្រាប់ ថា កុមារ មាន សុខភាព ល្អ ហើយ ញ៉ាំបាន the mother says the child sleeps well and plays'.split(' ')

/** Text in both scripts of about so many bytes. */
function textOf(random: Random, bytes: number): string {
  const chosen: string[] = []
  for (let left = bytes; left > 0;) {
    const word = random.pick(words)
    chosen.push(word)
    left -= Buffer.byteLength(word) + 1
  }
  return chosen.join(' ')
}

/** What a mother says about staying: a plain fact of care class. The whole entry has about 1,000 bytes. */
export function factEntry(pen: Pen, child: string): BenchEntry {
  return pen.write({
    kind: 'assess.view-heard',
    subject: child,
    body: { whose: 'mother', about: 'stay', stance: 'agrees', freely: 'yes', words: textOf(pen.random, 480) },
  })
}

/** A note of one's own agency, about as long. */
function noteEntry(pen: Pen, child: string): BenchEntry {
  return pen.write({ kind: 'register.note-written', subject: child, body: { note: textOf(pen.random, 480) } })
}

const day = (random: Random, fromYear: number, toYear: number) =>
  `${random.int(fromYear, toYear)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`

/** A mother in custody with a child: eight or nine entries, as a register learns of a family. */
export function familyEntries(pen: Pen, facility: string, code: string): { family: Family; entries: BenchEntry[] } {
  const { random } = pen
  const [mother, child] = [pen.id(), pen.id()]
  const sex = random.pick(['female', 'male'] as const)
  const motherNames = makeNames(random, 'female')
  const names = makeNames(random, sex, motherNames.surname)
  const born = day(random, 2020, 2025)
  const entered = random.chance(0.5) ? born : day(random, 2025, 2025)
  const from = entered < born ? born : entered
  const position = { legalStatus: random.pick(['pre-trial', 'convicted']), charge: random.pick(['theft', 'fraud']) }
  const about = (kind: string, body: Record<string, unknown>, more: Partial<Draft> = {}) =>
    pen.write({ kind, subject: child, occurred: from, body, ...more })
  const entries = [
    about('register.carer-registered', { names: motherNames, sex: 'female', born: '1996~' }, { subject: mother }),
    about('register.custody-began', { place: 'facility', facility, cause: 'remand', ...position }, { subject: mother }),
    about('register.child-registered', { names, sex, code }),
    about('register.birth-stated', { born: random.chance(0.3) ? born.slice(0, 7) : born, toldBy: 'ម្តាយ' }),
    about('register.relation-stated', { carer: mother, relation: 'mother' }, { also: [mother] }),
    about('register.residence-began', { facility, carer: mother }),
    about('register.arrival-explained', { how: 'present-at-arrest', decidedBy: 'police', othersAsked: 'no' }),
    noteEntry(pen, child),
  ]
  const isInside = random.chance(0.5)
  if (!isInside) {
    entries.push(
      about('register.residence-ended', { facility, route: 'with-mother' }, { occurred: day(random, 2026, 2026) }),
    )
  }
  return { family: { mother, child, facility, isInside, names }, entries }
}
