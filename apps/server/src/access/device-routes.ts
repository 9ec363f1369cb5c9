// Devices over HTTP: one's own, those of an account for its administrator, and the contact that needs no session.
import * as contract from '@komar/contract/devices'
import { asNobody } from '../db/as-actor.ts'
import { refuse } from '../http/problems.ts'
import { publicRoute, route } from '../http/route.ts'
import { contactDevice, listDevices, revokeDevice, setDevicePolicy } from './devices.ts'

const list = route(contract.listDevices, async ({ db, actor }, { query }) => ({
  devices: await listDevices(db, query.account ?? actor.account, actor.device),
}))

const revoke = route(contract.revokeDevice, async ({ db, actor }, { params }) => {
  const account = (await revokeDevice(db, params.id)) ?? refuse('request.not-found')
  const devices = await listDevices(db, account, actor.device)
  return { device: devices.find(({ id }) => id === params.id) ?? refuse('request.not-found') }
})

const contact = publicRoute(contract.contactDevice, async ({ pool }, { body }) =>
  asNobody(pool, (db) => contactDevice(db, body)),
)

const changePolicy = route(contract.changeDevicePolicy, async ({ db }, { body }) => {
  await setDevicePolicy(db, body)
  return body
})

export const deviceRoutes = [list, revoke, contact, changePolicy]
