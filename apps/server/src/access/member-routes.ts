// Sessions and memberships over HTTP: everybody ends their own sessions; an administrator ends those of others, and says who belongs where.
import * as contract from '@komar/contract/members'
import { refuse } from '../http/problems.ts'
import { route } from '../http/route.ts'
import { findAccount } from './accounts.ts'
import { beginMembership, endMembership, endSessions, listAgencyMemberships, listSessions } from './members.ts'
import { refuseOwn } from './own-account.ts'

const sessions = route(contract.listSessions, async ({ db, actor }) => ({
  sessions: await listSessions(db, actor.account),
}))

const end = route(contract.endSession, async ({ db, actor }, { params }) => {
  const ended = await endSessions(db, actor.account, params.id)
  return ended === 0 ? refuse('request.not-found') : { ended }
})

const endOthers = route(contract.endOtherSessions, async ({ db, actor }) => ({
  ended: await endSessions(db, actor.account, null),
}))

const endOfAccount = route(contract.endAccountSessions, async ({ db }, { params }) => {
  if ((await findAccount(db, params.id)) === undefined) refuse('request.not-found')
  return { ended: await endSessions(db, params.id, null) }
})

const agencies = route(contract.listAgencyMemberships, async ({ db }, { params }) => {
  if ((await findAccount(db, params.id)) === undefined) refuse('request.not-found')
  return { memberships: await listAgencyMemberships(db, params.id) }
})

const begin = route(contract.beginAgencyMembership, async (context, { params, body }) => {
  refuseOwn(context, params.id)
  const outcome = await beginMembership(context.db, params.id, body)
  if (outcome === 'not-found') refuse('request.not-found')
  if (outcome === 'overlaps') refuse('request.conflict', { fields: [{ path: '/body/agency', code: 'overlaps' }] })
  return { memberships: await listAgencyMemberships(context.db, params.id) }
})

const leave = route(contract.endAgencyMembership, async (context, { params, body }) => {
  refuseOwn(context, params.id)
  const at = { account: params.id, membership: params.membership, lastDay: body.lastDay }
  if (!(await endMembership(context.db, at))) refuse('request.not-found')
  return { memberships: await listAgencyMemberships(context.db, params.id) }
})

export const memberRoutes = [sessions, end, endOthers, endOfAccount, agencies, begin, leave]
