// Accounts: what an administrator does with them.
import * as contract from '@komar/contract/accounts'
import { randomUUID } from 'node:crypto'
import { refuse } from '../http/problems.ts'
import { route, type Caller, type Context } from '../http/route.ts'
import { findAccount, insertAccount, listAccounts, updateAccount, type AccountRow } from './accounts.ts'
import { findAgency } from './agencies.ts'
import { makeInvitation } from './invitations.ts'
import { refuseOwn } from './own-account.ts'
import { mayBeTied } from './provider-routes.ts'

const list = route(contract.listAccounts, async ({ db, caller }) => ({
  accounts: (await listAccounts(db)).map((account) => told(caller, account)),
}))

const create = route(contract.createAccount, async (context, { body: { days, ...body } }) => {
  await findAgency(context.db, body.agency).catch(() =>
    refuse('request.malformed', { fields: [{ path: '/body/agency', code: 'not-found' }] }),
  )
  const id = randomUUID()
  await insertAccount(context.db, { id, ...body })
  const invitation = await makeInvitation(context.db, id, days)
  return { account: await accountOf(context, id), invitation }
})

const change = route(contract.changeAccount, async (context, { params, body }) => {
  refuseOwn(context, params.id)
  if (!(await updateAccount(context.db, params.id, body))) refuse('request.not-found')
  return { account: await accountOf(context, params.id) }
})

const resetPassword = route(contract.resetPassword, async (context, { params, body }) => {
  refuseOwn(context, params.id)
  await accountOf(context, params.id)
  return { invitation: await makeInvitation(context.db, params.id, body.days) }
})

async function accountOf({ db, caller }: Context, id: string): Promise<contract.Account> {
  return told(caller, (await findAccount(db, id)) ?? refuse('request.not-found'))
}

function told({ door: { provider } }: Caller, { isTied, ...account }: AccountRow): contract.Account {
  return { ...account, provider: provider === null ? null : { isTied, mayBeTied: mayBeTied(provider, account) } }
}

export const accountRoutes = [list, create, change, resetPassword]
