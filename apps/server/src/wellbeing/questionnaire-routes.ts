// A teacher's link over HTTP: its maker makes, reads, calls off and settles it; whoever has its token answers it once.
import * as contract from '@komar/contract/questionnaires'
import { refuse } from '../http/problems.ts'
import { publicRoute, route, type Route } from '../http/route.ts'
import { childRowsOf } from '../register/child-rows.ts'
import * as questionnaires from './questionnaires.ts'

const list = route(contract.listQuestionnaires, async ({ db, caller }, { params }) => ({
  questionnaires: await questionnaires.listQuestionnaires(db, params.id, caller.keys.handIn),
  mayMake: await questionnaires.mayMake(db, params.id),
}))

const given = route(contract.listGivenQuestionnaires, async ({ db, actor }) => {
  const found = await questionnaires.listGiven(db)
  const children = await childRowsOf(db, [...new Set(found.map(({ about }) => about))])
  const byId = new Map(children.map((child) => [child.id, child]))
  return {
    questionnaires: found.map((link) => ({ ...link, child: byId.get(link.about) ?? null })),
    today: actor.today,
  }
})

const make = route(contract.makeQuestionnaire, async ({ db }, { params, body }) => {
  const made = await questionnaires.makeQuestionnaire(db, { child: params.id, ...body })
  if (made === 'too-many') refuse('request.too-many')
  return made === 'not-permitted' ? refuse('request.not-found') : made
})

const revoke = route(contract.revokeQuestionnaire, async ({ db }, { params }) =>
  (await questionnaires.revokeQuestionnaire(db, params.id)) ? { revoked: true as const } : refuse('request.not-found'),
)

const settle = route(contract.settleQuestionnaire, async ({ db }, { params, body }) => {
  if (!(await questionnaires.isAwaited(db, params.id))) refuse('request.not-found')
  return { settled: await questionnaires.settleQuestionnaire(db, params.id, body.as === 'taken-in') }
})

const open = publicRoute(
  contract.openQuestionnaire,
  async ({ pool }, { body }) =>
    (await questionnaires.openQuestionnaire(pool, body.token)) ?? refuse('request.not-found'),
)

const answer = publicRoute(contract.answerQuestionnaire, async ({ pool, keys }, { body: { token, ...answers } }) => {
  const state = await questionnaires.answerQuestionnaire(pool, keys.handIn, token, answers)
  if (state === 'open') return { received: true as const }
  return refuse(state === 'answered' ? 'request.conflict' : 'request.not-found')
})

export const questionnaireRoutes: readonly Route[] = [list, given, make, revoke, settle, open, answer]
