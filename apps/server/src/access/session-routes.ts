// Signing in and out, and "who am I".
import * as contract from '@komar/contract/session'
import { classesOf } from '@komar/domain/access/classes'
import { refuse } from '../http/problems.ts'
import { publicRoute, route } from '../http/route.ts'
import { findAgency } from './agencies.ts'
import { readSealing } from './agency-keys.ts'
import { readHost } from './host.ts'
import { faultOfPassword, hashPassword } from './password.ts'
import { readOwnPasskeys } from './passkeys.ts'
import { chooseDevice, closeSession, confirmSession, openOn } from './sessions.ts'
import { authenticate, authenticateAnd, checkPasskey, checkPassword } from './sign-in.ts'

const open = publicRoute(contract.openSession, async (caller, { body }) => {
  const device = { id: body.device, label: body.deviceLabel, others: body.otherDevices, place: caller.place }
  const { account, chosen } = await authenticateAnd(caller, body, (db, proved) =>
    chooseDevice(db, proved, device, { agency: body.agency }),
  )
  const opened = await openOn(caller.pool, account, { ...device, chosen })
  if (caller.token !== null) await closeSession(caller.pool, caller.token)
  const { token, ...told } = opened
  if (body.as === 'bearer') return opened
  caller.setCookie(token)
  return told
})

const show = route(contract.showSession, async ({ db, actor, caller }) => ({
  account: { id: actor.account, user: actor.user, displayName: actor.displayName },
  agency: await findAgency(db, actor.agency),
  roles: actor.roles,
  language: actor.language,
  mustChangePassword: actor.mustChangePassword,
  mustAddSecondFactor: actor.mustAddSecondFactor,
  byProvider: actor.cameBy === 'provider' ? (caller.door.provider?.name ?? '') : null,
  hasPasskey: (await readOwnPasskeys(db)).some(({ isStopped }) => !isStopped),
  mayRead: classesOf(actor.reads),
  mayWrite: classesOf(actor.writes),
  device: actor.device,
  sealing: await readSealing(db),
  expiresAt: actor.expiresAt,
  host: {
    ...(await readHost(db)),
    now: actor.nowHost,
    today: actor.today,
    handInKey: caller.keys.handIn.recipient,
  },
}))

const close = route(contract.closeSession, async ({ db, caller }) => {
  await db.query('select komar.close_session()')
  caller.setCookie(null)
  return {}
})

const confirm = route(contract.confirmSession, async ({ actor, caller, db }, { body }) => {
  const { user } = actor
  const { password, code, passkey } = body
  if (password !== undefined) await authenticate(caller, { user, password, code })
  else if (passkey !== undefined) await checkPasskey(caller, actor, passkey)
  else refuse('request.malformed')
  await confirmSession(db, caller.place)
  return {}
})

const changePassword = route(contract.changePassword, async ({ db, actor, caller }, { body }) => {
  const fault = faultOfPassword(body.new, [actor.user, ...actor.displayName.split(/\s+/u)])
  if (fault !== null) refuse('access.password-unfit', { fields: [{ path: '/body/new', code: fault }] })
  if (body.new === body.old) refuse('access.password-unfit', { fields: [{ path: '/body/new', code: 'same-as-old' }] })
  await checkPassword(caller, { user: actor.user, password: body.old })
  await db.query('select komar.change_password($1)', [await hashPassword(body.new)])
  return {}
})

const chooseLanguage = route(contract.chooseLanguage, async ({ db }, { body }) => {
  await db.query('select komar.choose_language($1)', [body.language])
  return {}
})

const fresh = route(contract.showFresh, async () => ({}))

export const sessionRoutes = [open, show, close, confirm, fresh, changePassword, chooseLanguage]
