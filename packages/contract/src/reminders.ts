// Reminders that something is due, and nothing else: to the people who asked for them, at most once a day.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const remindersSchema = z.object({
  hour: z.int().min(0).max(23).describe("Hour of the day in the host's time zone"),
  email: z.email().max(200).nullable().describe('Null: no e-mail'),
  emailIsPossible: z.boolean().describe('The host has a mail server'),
  pushKey: z.string().describe("The host's public VAPID key, for the browser's subscribe()"),
  isPushedHere: z.boolean().describe("This session's device is subscribed"),
  pushedDevices: z.int().describe('Devices of mine that are subscribed'),
})
export type Reminders = z.infer<typeof remindersSchema>

/** What a web push says: that something is due, in the person's language, for the service worker to show as it is. */
export const pushedSchema = z.object({ text: z.string() })
export type Pushed = z.infer<typeof pushedSchema>

export const showReminders = endpoint({
  id: 'reminders.show',
  method: 'GET',
  path: '/v1/reminders',
  summary: 'How I am reminded',
  allow: 'signed-in',
  input: {},
  output: remindersSchema,
  example: {},
})

export const changeReminders = endpoint({
  id: 'reminders.change',
  method: 'PUT',
  path: '/v1/reminders',
  summary: 'Choose the hour, and whether an e-mail comes',
  allow: 'signed-in',
  input: { body: remindersSchema.pick({ hour: true, email: true }) },
  output: remindersSchema,
  example: { body: { hour: 8, email: null } },
})

export const subscribePush = endpoint({
  id: 'reminders.subscribe',
  method: 'PUT',
  path: '/v1/reminders/push',
  summary: "Remind me on this session's device by web push; replaces what it had",
  allow: 'signed-in',
  input: {
    body: z.object({
      endpoint: z.url().max(1000).describe('https and public, as the browser gives it'),
      p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/u),
      auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/u),
    }),
  },
  output: remindersSchema,
  example: {
    body: { endpoint: 'https://push.example.org/abc', p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
  },
})

export const unsubscribePush = endpoint({
  id: 'reminders.unsubscribe',
  method: 'DELETE',
  path: '/v1/reminders/push',
  summary: "No more web push on this session's device, or on any of mine",
  allow: 'signed-in',
  input: { query: z.object({ everywhere: z.stringbool().default(false) }) },
  output: remindersSchema,
  example: { query: {} },
})
