// Writes the circles that follow from chronicles: only what differs, as each change is an event that feeds act on.
import type { CirclePlace, Placing } from '@komar/domain/access/placing'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { readCircles, type PlaceKey } from './snapshot.ts'

/** The key of a circle by its place. */
export function placeKey(place: CirclePlace): PlaceKey {
  return `${place.type}:${place.type === 'facility' ? place.facility : place.agency}`
}

/** Makes the circles that follow from these subjects' chronicles exactly these, making new circles where there are none yet. */
export async function writePlacings(db: Database, by: ReadonlyMap<SubjectId, readonly Placing[]>): Promise<void> {
  const wanted = [...by].flatMap(([via, placings]) => placings.map((placing) => ({ ...placing, via })))
  const circles = await circlesFor(
    db,
    wanted.map(({ place }) => place),
  )
  const placed = wanted.map(({ place, ...rest }) => ({ ...rest, circle: circles.get(placeKey(place)) }))
  await db.query(
    `with wanted as (
       select distinct subject, circle, mask, since, until, cause, via from jsonb_to_recordset($2)
         as w (subject uuid, circle int, mask int, since date, until date, cause uuid, via uuid)
     ), gone as (
       delete from subject_circle sc where via = any ($1) and not exists (
         select from wanted w where (w.subject, w.circle, w.mask, w.since, w.cause, w.via)
           = (sc.subject, sc.circle, sc.mask, sc.since, sc.cause, sc.via) and w.until is not distinct from sc.until)
     )
     insert into subject_circle (subject, circle, mask, since, until, cause, via)
     select subject, circle, mask, since, until, cause, via from wanted w where not exists (
       select from subject_circle sc where (w.subject, w.circle, w.mask, w.since, w.cause, w.via)
         = (sc.subject, sc.circle, sc.mask, sc.since, sc.cause, sc.via) and w.until is not distinct from sc.until)`,
    [[...by.keys()], JSON.stringify(placed)],
  )
}

async function circlesFor(db: Database, places: readonly CirclePlace[]): Promise<Map<PlaceKey, number>> {
  const known = await readCircles(db)
  const missing = new Map(
    places.filter((place) => !known.has(placeKey(place))).map((place) => [placeKey(place), place]),
  )
  if (missing.size === 0) return known
  // One maker at a time: a case-load's circle has no unique key in the table.
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['komar.circle'])
  const fresh = await readCircles(db)
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
