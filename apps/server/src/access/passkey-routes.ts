// Passkeys over HTTP: what they are asked, and one's own.
import * as contract from '@komar/contract/passkeys'
import { asNobody } from '../db/as-actor.ts'
import { refuse } from '../http/problems.ts'
import { publicRoute, route } from '../http/route.ts'
import { askForNewPasskey, askForPasskey, keepPasskey, readNewPasskey, removePasskey } from './passkeys.ts'
import { giveRecoveryCodes, hasSecondFactor } from './second-factor.ts'
import { askAtTheDoor, inSession } from './sign-in.ts'

const ask = publicRoute(contract.askPasskey, async (caller, { body }) => askAtTheDoor(caller, body))

const askToConfirm = route(contract.askPasskeyToConfirm, async ({ db, actor, caller }) => {
  const ceremony = inSession(caller, 'confirm', actor.account)
  return (await askForPasskey(db, ceremony)) ?? refuse('request.not-found')
})

const begin = route(contract.beginPasskey, async ({ db, actor, caller }) => {
  const ceremony = { ...inSession(caller, 'add', actor.account), user: actor.user }
  return (await askForNewPasskey(db, caller.keys, ceremony)) ?? refuse('request.not-found')
})

const add = route(contract.addPasskey, async ({ db, actor, caller }, { body }) => {
  const hadOne = await hasSecondFactor(db, actor.account)
  const ceremony = inSession(caller, 'add', actor.account)
  const made = await asNobody(caller.pool, (alone) => readNewPasskey(alone, ceremony, body.passkey))
  if (made === null) refuse('session.passkey-wrong')
  if (!(await keepPasskey(db, made, body.name))) refuse('request.conflict')
  return { recoveryCodes: hadOne ? null : await giveRecoveryCodes(db, caller.keys, actor.account) }
})

const remove = route(contract.removePasskey, async ({ db }, { params }) => {
  if (!(await removePasskey(db, params.id))) refuse('request.not-found')
  return {}
})

export const passkeyRoutes = [ask, askToConfirm, begin, add, remove]
