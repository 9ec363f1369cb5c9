// Keys that agencies hold, over HTTP.
import * as contract from '@komar/contract/agency-keys'
import { refuse } from '../http/problems.ts'
import { route } from '../http/route.ts'
import {
  chooseSealScope,
  declineAgencyKey,
  giveAgencyKey,
  listAgencyKeys,
  listKeyDevices,
  makeAgencyKey,
  publishDeviceKey,
  readOwnKeys,
  readOwnRecipient,
} from './agency-keys.ts'

const own = route(contract.showOwnKeys, async ({ db }) => ({
  keys: await readOwnKeys(db),
  recipient: await readOwnRecipient(db),
}))

const publish = route(contract.publishDeviceKey, async ({ db }, { body }) => {
  const standing = await publishDeviceKey(db, body.recipient)
  // Another's, or another of this device's own: a key that was wrapped to it must not be asked for anew by whoever has the session.
  return standing === body.recipient ? { recipient: standing } : refuse('request.conflict')
})

const list = route(contract.listAgencyKeys, async ({ db, actor }) => ({
  keys: await listAgencyKeys(db),
  devices: await listKeyDevices(db, actor.device),
}))

const make = route(contract.makeAgencyKey, async ({ db }, { body }) =>
  (await makeAgencyKey(db, body)) ? {} : refuse('request.conflict'),
)

const give = route(contract.giveAgencyKey, async ({ db }, { params, body }) =>
  (await giveAgencyKey(db, params.id, body.key, body.wrap)) ? {} : refuse('request.not-found'),
)

const decline = route(contract.declineAgencyKey, async ({ db }, { params }) =>
  (await declineAgencyKey(db, params.id)) ? {} : refuse('request.not-found'),
)

const choose = route(contract.chooseSealScope, async ({ db }, { body }) =>
  (await chooseSealScope(db, body.scope)) ? {} : refuse('request.not-found'),
)

export const agencyKeyRoutes = [own, publish, list, make, give, decline, choose]
