// Coming in by the identity provider over HTTP: the way there and back, a session or a fresh proof from it, and what an administrator ties.
import * as contract from '@komar/contract/provider'
import * as ties from '@komar/contract/provider-ties'
import { isTrue } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { publicRoute, route, type Caller, type Context } from '../http/route.ts'
import { findAccount } from './accounts.ts'
import { makeProviderLink, openInvitation } from './invitations.ts'
import { refuseOwn } from './own-account.ts'
import {
  beginFlow,
  confirmByFlow,
  giveSecond,
  linkAsksPassword,
  proveFlow,
  provedPerson,
  takeFlow,
  type FlowFor,
  type ProvedPerson,
} from './provider-flows.ts'
import { ProviderFailure, type Provider } from './provider.ts'
import { askAfterProvider, authenticate, checkSecondFactor } from './sign-in.ts'
import { closeSession, openSession } from './sessions.ts'
import type { Proof } from './second-factor.ts'

const show = publicRoute(contract.showProvider, async ({ door: { provider } }) => ({
  provider: provider === null ? null : { name: provider.name },
}))

const begin = publicRoute(contract.beginAtProvider, async (caller, { body }) => {
  const { token: link, password, ...second } = body
  if (link === undefined || password === undefined) return go(caller, { link })
  const found = await openInvitation(caller.pool, link)
  const gavePassword = found?.state === 'open' && (await linkAsksPassword(caller.pool, link))
  // Counted as any other password is, and a right one is not enough where there is more.
  if (gavePassword) await authenticate(caller, { user: found.user, password, ...second })
  return go(caller, { link, gavePassword })
})

const beginProof = {
  ...route(contract.beginProofAtProvider, async ({ caller }) =>
    go(caller, { session: caller.token ?? refuse('access.not-signed-in') }),
  ),
  before: async ({ door }: Caller) => door.provider?.prepare(),
}

async function go(caller: Caller, flowFor: FlowFor): Promise<{ address: string }> {
  const isAskedAnew = flowFor.session !== undefined || flowFor.link !== undefined
  const { address, ...secrets } = await noting(caller, (provider) => provider.begin(isAskedAnew))
  const begun = await beginFlow(caller.pool, secrets, flowFor)
  if (begun === 'password') return refuse('access.wrong-credentials')
  if (typeof begun === 'string') return refuse(begun === 'used' ? 'request.conflict' : 'request.not-found')
  caller.door.setFlow(begun.token)
  return { address }
}

const answer = publicRoute(contract.takeProviderAnswer, async (caller, { body }) => {
  const { pool, keys, door } = caller
  const token = flowOf(caller)
  const flow = (await takeFlow(pool, token, body.state)) ?? stale(caller, 'state')
  const isAskedAnew = flow.purpose !== 'sign-in'
  const proved = await noting(caller, (provider) => provider.prove(body, { ...flow, isAskedAnew }))
  const roles = door.provider?.roles ?? []
  const state = await proveFlow({ pool, keys, token, session: caller.token }, proved, roles)
  switch (state) {
    case 'proved':
    case 'tied':
      return { purpose: flow.purpose }
    case 'used':
    case 'ended':
      return refuse(state === 'used' ? 'request.conflict' : 'request.not-found')
    default:
      return refuseNoting(caller, `provider.${state}`, state)
  }
})

const comeIn = publicRoute(contract.comeInByProvider, async (caller, { body }) => {
  const token = flowOf(caller)
  const person = (await provedPerson(caller.pool, token, 'sign-in')) ?? stale(caller, 'proof')
  await checkSecond(caller, person, body)
  const device = { id: body.device, label: body.deviceLabel, others: body.otherDevices, place: caller.place }
  const flow = { token, roles: caller.door.provider?.roles ?? [] }
  const opened = await openSession(caller.pool, person.account, device, { agency: body.agency }, flow)
  if (caller.token !== null) await closeSession(caller.pool, caller.token)
  caller.setCookie(opened.token)
  caller.door.setFlow(null)
  return { device: opened.device }
})

/** Komar's own second factor, where the provider's sign-in does not count as one. */
async function checkSecond(caller: Caller, person: ProvedPerson, given: Proof): Promise<void> {
  if (!person.asksSecond) return
  await checkSecondFactor(caller, person, given)
  await giveSecond(caller.pool, flowOf(caller))
}

const askPasskey = publicRoute(contract.askPasskeyAtProvider, async (caller) => {
  const person = (await provedPerson(caller.pool, flowOf(caller), 'sign-in')) ?? stale(caller, 'proof')
  return askAfterProvider(caller, person.account)
})

const confirm = route(contract.confirmByProvider, async ({ db, actor, caller }, { body }) => {
  const token = flowOf(caller)
  const person = (await provedPerson(caller.pool, token, 'confirm')) ?? stale(caller, 'proof')
  if (person.account !== actor.account) return stale(caller, 'person')
  await checkSecond(caller, person, body)
  if (!(await confirmByFlow(db, token, caller.place))) return stale(caller, 'session')
  caller.door.setFlow(null)
  return {}
})

/** Signing out of Komar waits for no provider, or for a moment at most. */
const signOutPatienceMs = 1500

const signOut = {
  ...route(contract.signOutAtProvider, async ({ db, caller }) => {
    await db.query('select komar.close_session()')
    caller.setCookie(null)
    return { address: caller.door.provider?.signOutAddress() ?? null }
  }),
  before: async ({ door }: Caller) => door.provider?.prepare(signOutPatienceMs),
}

const makeLink = route(ties.makeProviderLink, async (context, { params, body }) => {
  await refuseUnfit(context, params.id)
  return { invitation: await makeProviderLink(context.db, params.id, body.days) }
})

/** Of somebody else, who may come in by the provider: whoever may not is neither tied nor left with that way alone. */
async function refuseUnfit({ db, actor, caller }: Context, id: string): Promise<void> {
  refuseOwn({ actor }, id)
  const account = (await findAccount(db, id)) ?? refuse('request.not-found')
  const { provider } = caller.door
  if (provider === null) refuse('request.not-found')
  if (!mayBeTied(provider, account)) refuse('access.not-permitted', { params: { because: 'role' } })
}

/** Whether all of an account's roles are of those that may come in by the provider. */
export function mayBeTied({ roles }: Pick<Provider, 'roles'>, account: { roles: readonly string[] }): boolean {
  return account.roles.every((held) => roles.some((role) => role === held))
}

const untie = route(ties.untieProvider, async ({ db, actor }, { params }) => {
  refuseOwn({ actor }, params.id)
  if (!(await isTrue(db, 'komar.untie_provider($1)', [params.id]))) refuse('request.not-found')
  return {}
})

const removePassword = route(ties.removePassword, async (context, { params }) => {
  await refuseUnfit(context, params.id)
  if (!(await isTrue(context.db, 'komar.remove_password($1)', [params.id]))) refuse('request.not-found')
  return {}
})

function flowOf(caller: Caller): string {
  return caller.door.flow ?? stale(caller, 'no-cookie')
}

function stale(caller: Caller, reason: string): never {
  return refuseNoting(caller, 'provider.stale', reason)
}

function refuseNoting({ door }: Caller, code: ProviderFailure['code'], reason: string): never {
  door.note(code, reason)
  return refuse(code)
}

/** What fails at the provider stands in the log with a code, and is told as a problem. */
async function noting<T>(caller: Caller, work: (provider: Provider) => Promise<T>): Promise<T> {
  const { provider } = caller.door
  if (provider === null) return refuse('request.not-found')
  try {
    return await work(provider)
  } catch (error) {
    if (error instanceof ProviderFailure) return refuseNoting(caller, error.code, error.reason)
    throw error
  }
}

export const providerRoutes = [
  show,
  begin,
  beginProof,
  answer,
  comeIn,
  askPasskey,
  confirm,
  signOut,
  makeLink,
  untie,
  removePassword,
]
