// Keys that agencies hold: public halves, secrets wrapped to devices, and who holds a part on paper. No secret ever passes here in clear.
import { sealScopes } from '@komar/domain/chronicle/sealed-text'
import { z } from 'zod'
import { exampleDevice } from './devices.ts'
import { endpoint, type Allow } from './endpoint.ts'

const exampleKey = '01940000-0000-7000-8000-0000000000a1'
const exampleRecipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'

/** Not administrators: they have no key, and read no child. */
const keysKeeper = { roles: ['supervisor'] } as const satisfies Allow

const recipientSchema = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/)
const scopeSchema = z.enum(sealScopes)
const wrapSchema = z.base64().min(136).max(2668).describe('The secret of a key, as an age file to one device')

export const partsLimits = { least: 2, most: 7 } as const

const ownKeySchema = z.object({
  id: z.uuid(),
  recipient: z.string(),
  scope: scopeSchema,
  former: z.uuid().nullable().describe('The key that it took the place of'),
  voucher: z.string().nullable().describe('By which holders of the former key know this one; null: nobody vouches'),
  isCurrent: z.boolean(),
  wrap: z.string().nullable().describe('For this device, in base64; null: it was not given'),
})
export type OwnKey = z.infer<typeof ownKeySchema>

export const showOwnKeys = endpoint({
  id: 'agency-keys.own',
  method: 'GET',
  path: '/v1/agency-keys/own',
  summary: "Keys of my agency, oldest first, with what was wrapped for this session's device",
  allow: 'signed-in',
  input: {},
  output: z.object({
    keys: z.array(ownKeySchema),
    recipient: z.string().nullable().describe('What this device said; null: nothing yet'),
  }),
  example: {},
})

export const publishDeviceKey = endpoint({
  id: 'agency-keys.publish',
  method: 'PUT',
  path: '/v1/agency-keys/device',
  summary: "Say to which recipient a key can be wrapped for this session's device. Once and for good",
  allow: 'signed-in',
  audit: { what: 'device-key.published' },
  input: { body: z.object({ recipient: recipientSchema }) },
  output: z.object({ recipient: z.string() }),
  example: { body: { recipient: exampleRecipient } },
})

const agencyKeySchema = z.object({
  id: z.uuid(),
  recipient: z.string(),
  scope: scopeSchema,
  isCurrent: z.boolean(),
  madeOn: z.iso.date(),
  madeBy: z.string().describe('Display name'),
  partsNeeded: z.int(),
  partHolders: z.array(z.string()).describe('Display names, in the order of the parts'),
})
export type AgencyKey = z.infer<typeof agencyKeySchema>

export const deviceStandings = ['here', 'called-off', 'left'] as const

const keyDeviceSchema = z.object({
  device: z.uuid(),
  label: z.string(),
  account: z.uuid(),
  displayName: z.string(),
  recipient: z.string(),
  askedOn: z.iso.date(),
  standing: z.enum(deviceStandings),
  isDeclined: z.boolean(),
  holds: z.array(z.uuid()).describe('Keys that it was given'),
  isThis: z.boolean(),
})
export type KeyDevice = z.infer<typeof keyDeviceSchema>

export const listAgencyKeys = endpoint({
  id: 'agency-keys.list',
  method: 'GET',
  path: '/v1/agency-keys',
  summary: 'For supervisors: keys of their agency, newest first, and devices that can be given one or had one',
  allow: keysKeeper,
  input: {},
  output: z.object({ keys: z.array(agencyKeySchema), devices: z.array(keyDeviceSchema) }),
  example: {},
})

export const makeAgencyKey = endpoint({
  id: 'agency-keys.make',
  method: 'POST',
  path: '/v1/agency-keys',
  summary: 'Make the first key of my agency, or another in the place of the one that stands',
  status: 201,
  fresh: true,
  allow: keysKeeper,
  audit: { what: 'agency-key.made' },
  input: {
    body: z.object({
      id: z.uuid(),
      recipient: recipientSchema,
      scope: scopeSchema,
      former: z.uuid().nullable(),
      voucher: z.base64().min(40).max(100).nullable(),
      wraps: z
        .array(z.object({ device: z.uuid(), wrap: wrapSchema }))
        .min(1)
        .max(200),
      parts: z.object({
        needed: z.int().min(partsLimits.least).max(partsLimits.most),
        holders: z.array(z.uuid()).min(partsLimits.least).max(partsLimits.most).describe('Accounts of my agency'),
      }),
    }),
  },
  output: z.object({}),
  example: {
    body: {
      id: exampleKey,
      recipient: exampleRecipient,
      scope: 'notes',
      former: null,
      voucher: null,
      wraps: [{ device: exampleDevice, wrap: 'A'.repeat(400) }],
      parts: { needed: 2, holders: [exampleDevice, exampleDevice] },
    },
  },
})

export const giveAgencyKey = endpoint({
  id: 'agency-keys.give',
  method: 'POST',
  path: '/v1/agency-keys/devices/:id/give',
  summary: 'Give a key of my agency to one of its devices. The first wrap for a device stands',
  fresh: true,
  allow: keysKeeper,
  audit: { what: 'agency-key.given', param: 'id' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({ key: z.uuid(), wrap: wrapSchema }) },
  output: z.object({}),
  example: { params: { id: exampleDevice }, body: { key: exampleKey, wrap: 'A'.repeat(400) } },
})

export const declineAgencyKey = endpoint({
  id: 'agency-keys.decline',
  method: 'POST',
  path: '/v1/agency-keys/devices/:id/decline',
  summary: 'Do not give the key to a device of my agency. It can be given later',
  allow: keysKeeper,
  audit: { what: 'agency-key.declined', param: 'id' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({}),
  example: { params: { id: exampleDevice }, body: {} },
})

export const chooseSealScope = endpoint({
  id: 'agency-keys.choose-scope',
  method: 'PUT',
  path: '/v1/agency-keys/scope',
  summary: 'What devices of my agency seal from now on. What was sealed stays so',
  fresh: true,
  allow: keysKeeper,
  audit: { what: 'agency-key.scope-chosen' },
  input: { body: z.object({ scope: scopeSchema }) },
  output: z.object({}),
  example: { body: { scope: 'notes' } },
})
