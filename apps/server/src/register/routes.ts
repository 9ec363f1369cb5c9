// register over HTTP: children, carers in custody, facilities, chronicles.
import * as contract from '@komar/contract/register'
import { accessClasses, maskOf } from '@komar/domain/access/classes'
import { refuse } from '../http/problems.ts'
import { route, type Context, type Route } from '../http/route.ts'
import { currentCursor } from '../chronicle/cursor.ts'
import { findCarer, listFacilities, searchCarers } from './carers.ts'
import { childRowsOf } from './child-rows.ts'
import { deadlinesOf, findChild } from './children.ts'
import { authorsOf, mergedInto, readChronicle, readersOf } from './chronicles.ts'
import { findNamed } from './named.ts'

const show = route(contract.showChild, async ({ db, actor }, { params }) => ({
  child: await findChild(db, params.id),
  deadlines: await deadlinesOf(db, params.id, actor.today),
  today: actor.today,
}))

const similar = route(contract.similarChildren, async ({ db }, { body }) => {
  const khmer = await findNamed(db, 'child', body.km ?? '')
  const latin = await findNamed(db, 'child', body.latin ?? '')
  return { children: await childRowsOf(db, [...new Set([...khmer, ...latin])].slice(0, 10)) }
})

async function chronicle({ db, actor, logRead }: Context, subject: string) {
  const others = await mergedInto(db, subject)
  for (const other of others) logRead({ what: 'chronicle.opened', subject: other, classes: maskOf(accessClasses) })
  const entries = await readChronicle(db, subject, others)
  const authors = await authorsOf(
    db,
    entries.map((entry) => ('author' in entry ? String(entry.author) : entry.id)),
  )
  return { entries, authors, cursor: await currentCursor(db, actor), today: actor.today }
}

const chronicles = [
  contract.childChronicle,
  contract.carerChronicle,
  contract.facilityChronicle,
  contract.kinChronicle,
].map((endpoint) => ({
  ...route(endpoint, (context, { params }) => chronicle(context, params.id)),
  // Else what is accepted between the entries and the cursor would be in neither.
  isOneMoment: true,
}))

const readers = route(contract.childReaders, async ({ db }, { params }) => ({
  readers: await readersOf(db, params.id),
}))

const carers = route(contract.searchCarers, async ({ db, actor }, { body }) => ({
  ...(await searchCarers(db, body)),
  today: actor.today,
}))

const carer = route(contract.showCarer, async ({ db, actor }, { params }) => ({
  carer: (await findCarer(db, params.id)) ?? refuse('request.not-found'),
  today: actor.today,
}))

const facilities = route(contract.listFacilities, async ({ db, actor }) => ({
  facilities: await listFacilities(db),
  today: actor.today,
}))

export const registerRoutes: readonly Route[] = [show, similar, ...chronicles, readers, carers, carer, facilities]
