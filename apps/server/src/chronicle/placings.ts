// Writes the circles that follow from chronicles: only what differs, as each change is an event that feeds act on.
import type { CirclePlace, Placing } from '@komar/domain/access/placing'
import { uuidSchema, type SubjectId } from '@komar/domain/chronicle/entry'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { arrayOf, type Prepared, type Value } from './message.ts'

/** The key of a circle's place: 'facility:…', 'agency:…', 'case-load:…'. */
export type PlaceKey = string
/** Circles that entries can lead to. */
export type Places = ReadonlyMap<PlaceKey, number>

/** What follows from the chronicle of each of these subjects. */
export type PlacingsBySubject = ReadonlyMap<SubjectId, readonly Placing[]>

/** The key of a circle by its place. */
export function placeKey(place: CirclePlace): PlaceKey {
  return `${place.type}:${place.type === 'facility' ? place.facility : place.agency}`
}

/** Reads all circles that entries can lead to. */
export const placesStatement: Prepared = {
  name: 'append_places',
  types: [],
  text: `select id, type, facility, agency from komar.circle where type in ('facility', 'agency', 'case-load') order by id desc`,
}

const circleRow = z.object({
  id: z.int(),
  type: z.enum(['facility', 'agency', 'case-load']),
  facility: uuidSchema.nullable(),
  agency: uuidSchema.nullable(),
})

/** The statement's rows, by place. */
export function readPlaces(found: readonly unknown[]): Map<PlaceKey, number> {
  return new Map(
    z
      .array(circleRow)
      .parse(found)
      .map(({ id, type, facility, agency }) => [`${type}:${(type === 'facility' ? facility : agency) ?? ''}`, id]),
  )
}

/** Makes the circles that follow from chronicles exactly these: `$1` the subjects, `$2` what follows, as JSON. */
export const placingsStatement: Prepared = {
  name: 'append_placings',
  types: ['uuid[]', 'jsonb'],
  text: `
    with wanted as (
      select distinct subject, circle, mask, since, until, cause, via from jsonb_to_recordset($2)
        as w (subject uuid, circle int, mask int, since date, until date, cause uuid, via uuid)
    ), gone as (
      delete from subject_circle sc where via = any ($1) and not exists (
        select from wanted w where (w.subject, w.circle, w.mask, w.since, w.cause, w.via)
          = (sc.subject, sc.circle, sc.mask, sc.since, sc.cause, sc.via) and w.until is not distinct from sc.ends)
    )
    insert into subject_circle (subject, circle, mask, since, ends, cause, via)
    select subject, circle, mask, since, until, cause, via from wanted w where not exists (
      select from subject_circle sc where (w.subject, w.circle, w.mask, w.since, w.cause, w.via)
        = (sc.subject, sc.circle, sc.mask, sc.since, sc.cause, sc.via) and w.until is not distinct from sc.ends)`,
}

/** The statement's values. */
export function placingsValues(by: PlacingsBySubject, circles: Places): Value[] {
  const placed = [...by].flatMap(([via, placings]) =>
    placings.map(({ place, ...rest }) => ({ ...rest, via, circle: circles.get(placeKey(place)) })),
  )
  return [arrayOf([...by.keys()]), JSON.stringify(placed)]
}

/** Makes the circles that follow from these subjects' chronicles exactly these, making new circles where there are none yet. */
export async function writePlacings(db: Database, by: PlacingsBySubject): Promise<void> {
  const known = readPlaces((await db.query(placesStatement.text)).rows)
  const circles = await circlesFor(db, by, known)
  await db.query(placingsStatement.text, placingsValues(by, circles))
}

/** The circles that these lead to, those that are not known made. As the keeper or the owner. */
export async function circlesFor(db: Database, by: PlacingsBySubject, known: Places): Promise<Places> {
  const places = [...by.values()].flat().map(({ place }) => place)
  const missing = new Map(
    places.filter((place) => !known.has(placeKey(place))).map((place) => [placeKey(place), place]),
  )
  if (missing.size === 0) return known
  // One maker at a time: a case-load's circle has no unique key in the table.
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['komar.circle'])
  const fresh = readPlaces((await db.query(placesStatement.text)).rows)
  const absent = [...missing].filter(([key]) => !fresh.has(key)).map(([, place]) => place)
  const made = await rows(
    db,
    z.object({ id: z.int(), type: z.string(), owner: z.string() }),
    `insert into komar.circle (type, facility, agency) select type, facility, agency
     from jsonb_to_recordset($1) as c (type text, facility uuid, agency uuid)
     returning id, type, coalesce(facility, agency)::text as owner`,
    [JSON.stringify(absent)],
  )
  return new Map([...fresh, ...made.map(({ id, type, owner }): [PlaceKey, number] => [`${type}:${owner}`, id])])
}
