// Work that comes in by hand: a locked, foreign or dying phone gives sealed entries to the host without reading them. They wait until
// their author, signed in anywhere, appends them. A box gives nobody's authority. Source: docs/decisions/0014-the-device.md.
import { z } from 'zod'
import { exampleDevice } from './devices.ts'
import { endpoint } from './endpoint.ts'

export const boxLimits = {
  /** Of an age file: one entry of 64 kB, and its wrapping. */
  bytes: 96 * 1024,
  perCall: 100,
  perDevice: 5_000,
} as const

const callLimitBytes = 1024 * 1024

/** What a device seals to `session.host.handInKey` with age, as JSON: one entry, and what keeps it in its place. */
export const boxedSchema = z.object({
  version: z.literal(1),
  entry: z.unknown().describe('The entry as its author wrote it'),
  together: z.uuid().nullable().describe('Entries with the same value are accepted all or not at all'),
  order: z.int().nonnegative().describe('Place in the queue of its device'),
})
export type Boxed = z.infer<typeof boxedSchema>

/** First line of a file of boxes, which a stick carries; then one box (an age file in base64) a line. */
export const handInFileSchema = z.object({
  format: z.literal('komar-hand-in'),
  version: z.literal(1),
  device: z.uuid(),
})

export const sealedBoxSchema = z.object({
  id: z.uuid().describe('Of the box. The same again is harmless, and so are the same bytes under another id'),
  box: z
    .base64()
    .min(1)
    .max(Math.ceil(boxLimits.bytes / 3) * 4)
    .describe('An age file to the host, in base64'),
})

export const handIn = endpoint({
  id: 'hand-ins.add',
  method: 'POST',
  path: '/v1/hand-ins',
  summary: 'Hand in sealed entries of a device. Answers which the host safely keeps; only these may be forgotten',
  allow: 'anyone',
  callsPerMinute: 120,
  bodyLimitBytes: callLimitBytes,
  input: {
    body: z.object({
      device: z.uuid(),
      boxes: z.array(sealedBoxSchema).min(1).max(boxLimits.perCall),
    }),
  },
  output: z.object({
    kept: z.array(z.uuid()),
    refused: z.array(
      z.object({
        id: z.uuid(),
        because: z.enum(['device-unknown', 'not-a-box', 'id-taken', 'too-many']),
      }),
    ),
  }),
  example: { body: { device: exampleDevice, boxes: [{ id: exampleDevice, box: 'bm90IGEgYm94' }] } },
})

export const handedInSchema = z.object({
  id: z.uuid(),
  place: z.int().describe('Order of arrival'),
  device: z.uuid(),
  received: z.iso.datetime(),
  content: boxedSchema.nullable().describe('Null where the host cannot open it, or it holds nothing of this form'),
})
export type HandedIn = z.infer<typeof handedInSchema>

export const listHandIns = endpoint({
  id: 'hand-ins.list',
  method: 'GET',
  path: '/v1/hand-ins',
  summary: 'What came in by hand from my devices and waits for me, in the order of arrival',
  allow: 'signed-in',
  input: {
    query: z.object({
      after: z.coerce.number().int().nonnegative().default(0).describe('The last place that I have'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
  },
  output: z.object({ boxes: z.array(handedInSchema), more: z.boolean() }),
  example: { query: {} },
})

export const settleHandIns = endpoint({
  id: 'hand-ins.settle',
  method: 'POST',
  path: '/v1/hand-ins/settle',
  summary: 'I have dealt with these: appended, or seen and left. Their content goes',
  allow: 'signed-in',
  audit: { what: 'hand-ins.settled' },
  input: { body: z.object({ ids: z.array(z.uuid()).min(1).max(500) }) },
  output: z.object({ settled: z.array(z.uuid()) }),
  example: { body: { ids: [exampleDevice] } },
})
