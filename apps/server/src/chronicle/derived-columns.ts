// What stands beside a sealed entry and decides who sees it: its class, its days, the chronicles it stands in, and from whom it is
// withheld. All of it follows from the entry's text and the domain's rules, not from the database's copy of them.
// An entry of class "unknown" came when this host did not know its kind; whether it ever did cannot be told afterwards.
import { classBit } from '@komar/domain/access/classes'
import { withheldIn, withholdingOf } from '@komar/domain/access/withholding'
import { uuidSchema, type Uuid, type Written } from '@komar/domain/chronicle/entry'
import { classOf } from '@komar/domain/kinds'
import { edtfBounds } from '@komar/domain/time/edtf'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import type { ChainFault, Link } from './chain.ts'

/** The first column beside an entry that does not follow from it. */
export function derivedFault(link: Link, written: Written): ChainFault | null {
  const expected = classOf(written.kind)
  if (link.class !== expected && link.class !== 'unknown') return 'class-differs'
  const { earliest, latest } = edtfBounds(written.occurred)
  if (link.earliest !== earliest || link.latest !== latest) return 'days-differ'
  const subjects = new Set<string>([written.subject, ...written.also])
  if (link.places.length !== subjects.size) return 'subjects-differ'
  if (link.places.some(({ subject, agency }) => !subjects.has(subject) || agency !== written.agency))
    return 'subjects-differ'
  const bit = link.class === 'unknown' ? 0 : classBit(expected)
  if (link.places.some((place) => place.bit !== bit)) return 'class-differs'
  // What belongs to a matter is compared at the end, when all of it has been read.
  const isWithheld = link.places.some(({ withheld }) => withheld.length > 0)
  return isWithheld && !isForMatter(written) ? 'withheld-differs' : null
}

/** Whether an entry may be withheld from somebody. */
export function isForMatter(written: Written): boolean {
  return withholdingOf(written) !== null
}

type Matter = { link: Link; written: Written }

/** The first entry that is withheld from others than it must be. */
export async function withheldFault(
  db: Database,
  matters: readonly Matter[],
): Promise<{ seq: number; entry: string } | null> {
  const expected = withheldIn(
    matters.map(({ written }) => written),
    await withheldOfErased(db),
  )
  const kept = await rows(
    db,
    z.object({ entry: z.uuid(), parties: z.array(z.uuid()) }),
    'select entry, parties from komar.withholding',
  )
  const parties = new Map(kept.map((row) => [row.entry, row.parties]))
  for (const { link, written } of matters) {
    const from = asText(expected.get(written.id) ?? [])
    const isSame = asText(parties.get(written.id) ?? []) === from
    if (!isSame || link.places.some(({ withheld }) => asText(withheld) !== from))
      return { seq: link.seq, entry: link.entry }
  }
  return null
}

/** Of what was erased is kept from whom it was withheld: the acts of its erasure are withheld as it was. */
async function withheldOfErased(db: Database): Promise<ReadonlyMap<Uuid, readonly Uuid[]>> {
  const found = await rows(
    db,
    z.object({ entry: uuidSchema, withheld: z.array(uuidSchema) }),
    `select distinct entry, withheld from komar.erased where withheld <> '{}'`,
  )
  return new Map(found.map(({ entry, withheld }) => [entry, withheld]))
}

function asText(ids: readonly string[]): string {
  return ids.toSorted().join(' ')
}
