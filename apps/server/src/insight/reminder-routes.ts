// Reminders over HTTP: one's own choice.
import * as contract from '@komar/contract/reminders'
import type { Reminders } from '@komar/contract/reminders'
import { refuse } from '../http/problems.ts'
import { route, type Context } from '../http/route.ts'
import { isPushAddress } from './push-address.ts'
import { changeReminders, readReminders, subscribePush, unsubscribePush } from './reminders.ts'

async function answer({ db, caller }: Context): Promise<Reminders> {
  const { hasMail } = caller.reminders
  return { ...(await readReminders(db)), emailIsPossible: hasMail, pushKey: caller.keys.push.publicKey }
}

const show = route(contract.showReminders, answer)

const change = route(contract.changeReminders, async (context, { body }) => {
  await changeReminders(context.db, context.actor.account, body)
  return answer(context)
})

const subscribe = route(contract.subscribePush, async (context, { body }) => {
  if (!isPushAddress(body.endpoint, context.caller.reminders.allowsLoopbackPush)) {
    refuse('request.malformed', { fields: [{ path: '/body/endpoint', code: 'not-public' }] })
  }
  await subscribePush(context.db, context.actor.account, body)
  return answer(context)
})

const unsubscribe = route(contract.unsubscribePush, async (context, { query }) => {
  await unsubscribePush(context.db, query.everywhere)
  return answer(context)
})

export const reminderRoutes = [show, change, subscribe, unsubscribe]
