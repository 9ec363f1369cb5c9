// Circles: an administrator puts people in and takes them out; being in one is never an administrator's own.
import * as contract from '@komar/contract/circles'
import { refuse } from '../http/problems.ts'
import { route } from '../http/route.ts'
import { findAccount } from './accounts.ts'
import { listAgencyMemberships } from './members.ts'
import { endMembership, hasCircle, insertMembership, listCircles, listMemberships } from './circles.ts'
import { refuseOwn } from './own-account.ts'

const list = route(contract.listCircles, async ({ db }) => ({ circles: await listCircles(db) }))

const memberships = route(contract.listMemberships, async ({ db }, { params }) => {
  if ((await findAccount(db, params.id)) === undefined) refuse('request.not-found')
  return { memberships: await listMemberships(db, params.id) }
})

const add = route(contract.addMembership, async ({ db, actor }, { params, body }) => {
  const account = (await findAccount(db, params.id)) ?? refuse('request.not-found')
  refuseOwn({ actor }, account.id)
  if (account.roles.some((role) => role === 'administrator' || role === 'analyst')) {
    refuse('access.not-permitted', { params: { because: 'role-in-no-circle' } })
  }
  if (!(await hasCircle(db, body.circle))) {
    refuse('request.malformed', { fields: [{ path: '/body/circle', code: 'not-found' }] })
  }
  if (body.until !== null && body.until < body.since) {
    refuse('request.malformed', { fields: [{ path: '/body/until', code: 'before-since' }] })
  }
  if (
    body.membership !== undefined &&
    !(await listAgencyMemberships(db, params.id)).some(({ id }) => id === body.membership)
  ) {
    refuse('request.malformed', { fields: [{ path: '/body/membership', code: 'not-found' }] })
  }
  return { membership: await insertMembership(db, params.id, body) }
})

const end = route(contract.endMembership, async ({ db }, { params, body }) => {
  const ended = await endMembership(db, { account: params.id, membership: params.membership, until: body.until })
  return { membership: ended ?? refuse('request.not-found') }
})

export const circleRoutes = [list, memberships, add, end]
