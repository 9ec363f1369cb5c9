// One web push (RFC 8030), encrypted for the browser (RFC 8291) and signed by the host (VAPID, RFC 8292). Redirects are not followed.
import type { Pushed } from '@komar/contract/reminders'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import webPush from 'web-push'
import type { HostKeys } from '../keys/host-keys.ts'
import { isPushAddress, publicLookup } from './push-address.ts'
import type { Subscription } from './reminders.ts'

export type PushSender = {
  keys: HostKeys['push']
  /** https: or mailto:, where a push service can ask about the sender. */
  contact: string
  allowsLoopback: boolean
}

/** 'gone': the browser no longer takes it; 'failed': another time perhaps. Never throws. */
export type PushOutcome = 'sent' | 'gone' | 'failed'

const longestMs = 15_000
/** A day, in seconds: tomorrow there may be another one. */
const timeToLive = 24 * 60 * 60

/** Sends one. */
export async function sendPush(sender: PushSender, to: Subscription, pushed: Pushed): Promise<PushOutcome> {
  if (!isPushAddress(to.endpoint, sender.allowsLoopback)) return 'gone'
  try {
    const status = await post(to.endpoint, detailsOf(sender, to, pushed))
    if (status === 404 || status === 410) return 'gone'
    return status >= 200 && status < 300 ? 'sent' : 'failed'
  } catch {
    return 'failed'
  }
}

type Details = { headers: Record<string, string>; body: Buffer }

function detailsOf({ keys, contact }: PushSender, { endpoint, p256dh, auth }: Subscription, pushed: Pushed): Details {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(pushed),
    { vapidDetails: { subject: contact, ...keys }, TTL: timeToLive, contentEncoding: 'aes128gcm' },
  )
  return { headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])), body }
}

function post(endpoint: string, { headers, body }: Details): Promise<number> {
  const { protocol } = new URL(endpoint)
  return new Promise((resolve, reject) => {
    const guard = protocol === 'https:' ? { lookup: publicLookup } : {}
    const send = protocol === 'https:' ? overHttps : overHttp
    const call = send(endpoint, { method: 'POST', headers, timeout: longestMs, agent: false, ...guard }, (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    })
    call.on('timeout', () => call.destroy(new Error('too slow')))
    call.on('error', reject)
    call.end(body)
  })
}
