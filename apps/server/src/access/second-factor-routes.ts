// The second factor over HTTP: one's own, and what an administrator says and resets.
import * as contract from '@komar/contract/second-factor'
import { isTrue, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { route, type Caller } from '../http/route.ts'
import { findAccount } from './accounts.ts'
import { refuseOwn } from './own-account.ts'
import { ownTie } from './provider-flows.ts'
import {
  beginAuthenticator,
  giveRecoveryCodes,
  hasSecondFactor,
  proveAuthenticator,
  readOwnSecondFactor,
  readSecondFactorRoles,
} from './second-factor.ts'
import { confirmSession } from './sessions.ts'
import { authenticate } from './sign-in.ts'

const show = route(contract.showSecondFactor, async ({ db, actor, caller }) => ({
  ...(await readOwnSecondFactor(db)),
  provider: await ownProvider(db, caller),
  hasPassword: await isTrue(db, 'komar.account_has_password($1)', [actor.account]),
  passkeysAt: caller.site.id,
}))

async function ownProvider(db: Database, { door: { provider } }: Caller) {
  const tiedSince = provider === null ? null : await ownTie(db)
  return provider === null || tiedSince === null ? null : { name: provider.name, tiedSince }
}

const begin = route(contract.beginAuthenticator, async ({ db, actor, caller }) => ({
  secret: (await beginAuthenticator(db, caller.keys, actor.account)) ?? refuse('request.conflict'),
}))

const prove = route(contract.proveAuthenticator, async ({ db, actor, caller }, { body }) => {
  const hadOne = await hasSecondFactor(db, actor.account)
  const given = { account: actor.account, code: body.code }
  if (!(await proveAuthenticator(db, caller.keys, given))) refuse('session.code-wrong')
  return { recoveryCodes: hadOne ? null : await giveRecoveryCodes(db, caller.keys, actor.account) }
})

const remove = route(contract.removeAuthenticator, async ({ db, actor, caller }, { body }) => {
  const { authenticator } = await readOwnSecondFactor(db)
  if (authenticator === null) refuse('request.not-found')
  await authenticate(caller, { user: actor.user, ...body })
  await confirmSession(db, caller.place)
  await db.query('select komar.remove_second_factor()')
  return {}
})

const giveCodes = route(contract.giveRecoveryCodes, async ({ db, actor, caller }) => {
  if (!(await hasSecondFactor(db, actor.account))) refuse('request.not-found')
  return { recoveryCodes: await giveRecoveryCodes(db, caller.keys, actor.account) }
})

const reset = route(contract.resetSecondFactor, async ({ db, actor }, { params }) => {
  // Whoever is at an administrator's open page must not take away what guards it.
  refuseOwn({ actor }, params.id)
  if ((await findAccount(db, params.id)) === undefined) refuse('request.not-found')
  await db.query('select komar.reset_second_factor($1)', [params.id])
  return {}
})

const showRoles = route(contract.showSecondFactorRoles, async ({ db }) => ({ roles: await readSecondFactorRoles(db) }))

const changeRoles = route(contract.changeSecondFactorRoles, async ({ db }, { body }) => {
  await db.query('select komar.set_second_factor_roles($1)', [body.roles])
  return { roles: await readSecondFactorRoles(db) }
})

export const secondFactorRoutes = [show, begin, prove, remove, giveCodes, reset, showRoles, changeRoles]
