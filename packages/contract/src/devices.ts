// Devices: a store of one person on one phone or computer. What it reports, how it is called off, and what it keeps.
import { z } from 'zod'
import { administrator, endpoint } from './endpoint.ts'

export const exampleDevice = '01940000-0000-7000-8000-000000000001'
const exampleFacility = '01940000-0000-7000-8000-000000000004'

export const devicePolicySchema = z.object({
  lockAfterMinutes: z.int().min(1).max(60).describe('Minutes without a touch after which a device locks'),
  wipeAfterWrongPassphrases: z
    .int()
    .min(5)
    .max(100)
    .nullable()
    .describe('Wrong passphrases in a row after which a device wipes its stores; null: never'),
})
export type DevicePolicy = z.infer<typeof devicePolicySchema>

export const deviceSchema = z.object({
  id: z.uuid(),
  label: z.string(),
  firstContact: z.iso.datetime(),
  lastContact: z.iso.datetime().nullable().describe('Of the device itself, signed in or not; null before the first'),
  unsent: z.int().nullable().describe('Entries not yet sent, as the device last said; null: it never said'),
  keptBytes: z.int().nullable().describe('Size of what it keeps, as it last said'),
  isThis: z.boolean().describe('The device of this session'),
  revoked: z.object({ at: z.iso.datetime(), by: z.string().describe('Display name') }).nullable(),
  leftOn: z.iso
    .date()
    .nullable()
    .describe('Last day in the agency for which it was used: since then it is told to wipe. Null while that goes on'),
  handedIn: z.object({
    pieces: z.int().describe('Pieces of its queue that came in by hand'),
    waiting: z.int().describe('Of these, those that their author has not yet dealt with'),
    lastAt: z.iso.datetime().nullable(),
  }),
})
export type Device = z.infer<typeof deviceSchema>

export const listDevices = endpoint({
  id: 'devices.list',
  method: 'GET',
  path: '/v1/devices',
  summary: 'My devices; for an administrator those of an account. Newest contact first',
  allow: 'signed-in',
  input: { query: z.object({ account: z.uuid().optional().describe('Mine unless given') }) },
  output: z.object({ devices: z.array(deviceSchema) }),
  example: { query: {} },
})

export const revokeDevice = endpoint({
  id: 'devices.revoke',
  method: 'POST',
  path: '/v1/devices/:id/revoke',
  summary: 'Call off a lost device: its sessions end at once, and at its next contact it is told to wipe. For good',
  fresh: true,
  allow: 'signed-in',
  audit: { what: 'device.revoked', param: 'id' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({ device: deviceSchema }),
  example: { params: { id: exampleDevice }, body: {} },
})

export const contactDevice = endpoint({
  id: 'device.contact',
  method: 'POST',
  path: '/v1/device-contact',
  summary:
    'What a locked device asks and reports. Of an unknown id it tells what it tells of any that is not called off',
  allow: 'anyone',
  callsPerMinute: 120,
  input: {
    body: z.object({
      device: z.uuid(),
      unsent: z.int().min(0).max(1_000_000),
      kept: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe('Bytes'),
    }),
  },
  output: devicePolicySchema.extend({ order: z.enum(['none', 'wipe']) }),
  example: { body: { device: exampleDevice, unsent: 0 } },
})

export const changeDevicePolicy = endpoint({
  id: 'host.change-device-policy',
  method: 'PUT',
  path: '/v1/host/device-policy',
  summary: 'When devices of this host lock, and whether wrong passphrases wipe them',
  fresh: true,
  allow: administrator,
  audit: { what: 'device-policy.changed' },
  input: { body: devicePolicySchema },
  output: devicePolicySchema,
  example: { body: { lockAfterMinutes: 5, wipeAfterWrongPassphrases: null } },
})

export const keepingSchema = z.object({
  facilities: z
    .union([z.literal('all'), z.array(z.uuid()).max(100)])
    .describe("'all' that I may see, or who is in these prisons or in my case-load"),
  pinned: z.array(z.uuid()).max(500).describe('Children kept besides, with their carers and kin'),
})
export type Keeping = z.infer<typeof keepingSchema>

export const showKeeping = endpoint({
  id: 'device.show-keeping',
  method: 'GET',
  path: '/v1/device/keeping',
  summary: "What this session's device keeps",
  allow: 'signed-in',
  input: {},
  output: keepingSchema,
  example: {},
})

export const changeKeeping = endpoint({
  id: 'device.change-keeping',
  method: 'PUT',
  path: '/v1/device/keeping',
  summary:
    "Choose what this session's device keeps. A change makes its cursors unknown (request.cursor-unknown): download anew, beside the old",
  allow: 'signed-in',
  input: { body: keepingSchema },
  output: keepingSchema,
  example: { body: { facilities: [exampleFacility], pinned: [] } },
})
