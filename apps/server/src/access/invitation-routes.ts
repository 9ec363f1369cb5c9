// One-time links over HTTP: an administrator lists and withdraws them; whoever has one sets a password with it, once.
import * as contract from '@komar/contract/invitations'
import { refuse } from '../http/problems.ts'
import { publicRoute, route } from '../http/route.ts'
import { findAccount } from './accounts.ts'
import * as invitations from './invitations.ts'
import { linkAsksPassword } from './provider-flows.ts'
import { faultOfPassword, hashPassword } from './password.ts'

const list = route(contract.listInvitations, async ({ db }, { params }) => {
  if ((await findAccount(db, params.id)) === undefined) refuse('request.not-found')
  return { invitations: await invitations.listInvitations(db, params.id) }
})

const withdraw = route(contract.withdrawInvitation, async ({ db }, { params }) =>
  (await invitations.withdrawInvitation(db, params.id)) ? { withdrawn: true as const } : refuse('request.not-found'),
)

const open = publicRoute(contract.openInvitation, async ({ pool }, { body }) => {
  const found = (await invitations.openInvitation(pool, body.token)) ?? refuse('request.not-found')
  const { state, purpose, user, agency, language, until } = found
  if (state !== 'open' || agency === null) return { state: state === 'used' ? ('used' as const) : ('ended' as const) }
  const asksPassword = purpose === 'provider' && (await linkAsksPassword(pool, body.token))
  return { state, purpose, user, agency, language, until, asksPassword }
})

const accept = publicRoute(contract.acceptInvitation, async ({ pool }, { body }) => {
  const found = await invitations.openInvitation(pool, body.token)
  // A link that opens nothing costs no hashing: 256 random bits are not guessed, and not by how long an answer takes either.
  if (found?.purpose === 'provider') return refuse('request.not-found')
  if (found?.state !== 'open') return refuse(found?.state === 'used' ? 'request.conflict' : 'request.not-found')
  const fault = faultOfPassword(body.password, [found.user, ...found.displayName.split(/\s+/u)])
  if (fault !== null) refuse('access.password-unfit', { fields: [{ path: '/body/password', code: fault }] })
  const state = await invitations.acceptInvitation(pool, body.token, await hashPassword(body.password))
  if (state !== 'open') refuse(state === 'used' ? 'request.conflict' : 'request.not-found')
  return { user: found.user }
})

export const invitationRoutes = [list, withdraw, open, accept]
