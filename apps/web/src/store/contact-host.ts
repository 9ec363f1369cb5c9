import { call } from '@komar/contract/client'
import { contactDevice } from '@komar/contract/devices'
import type { Contact } from './vault-state.ts'

/** Tells the host that this device is there, and hears what it wants of it; no session is needed. */
export const contactHost: Contact = async (device, unsent) => {
  const answer = await call(contactDevice, { body: { device, unsent } }, { isBackground: true })
  if (!answer.ok) return null
  const { order, lockAfterMinutes, wipeAfterWrongPassphrases } = answer.value
  return { order, rules: { lockAfterMinutes, wipeAfterWrongPasswords: wipeAfterWrongPassphrases } }
}
