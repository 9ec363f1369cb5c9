// "Something changed": one connection listens to the database and tells every open page, with a sequence number and nothing else.
import { streamChanges } from '@komar/contract/changes'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'
import pg from 'pg'
import { asActor } from '../db/as-actor.ts'
import { refuse } from '../http/problems.ts'
import { eventsRoute } from '../http/route.ts'
import { tokenHashOf } from '../http/session-cookie.ts'
import type { AppSettings } from '../http/settings.ts'

export const changesRoute = eventsRoute(streamChanges)

export type Changes = {
  /**
   * Keeps the answer open and sends it an event for every change until it, or its session, ends.
   * @throws Refusal `request.too-many` when the account has too many open already.
   */
  attach: (request: FastifyRequest, reply: FastifyReply, account: string) => Promise<FastifyReply>
  close: () => Promise<void>
}

const heartbeatMs = 25_000
const retryMs = 2_000
/** Open pages of one account, on all its devices: more are a flood, or a page that loses its streams. */
const mostOfOneAccount = 40
/** Of events that a page has not taken. One that takes none must not gather the host's memory; it connects anew, and pulls. */
const mostUnreadBytes = 64 * 1024

/** Starts to listen when the first page attaches. */
export function listenForChanges({ pool, databaseAppUrl }: Pick<AppSettings, 'pool' | 'databaseAppUrl'>): Changes {
  const pages = new Map<ServerResponse, string>()
  const listener = keepListening(databaseAppUrl, (payload) => {
    for (const page of pages.keys()) {
      if (page.writableLength > mostUnreadBytes) page.destroy()
      else page.write(eventOf(payload))
    }
  })

  async function attach(request: FastifyRequest, reply: FastifyReply, account: string): Promise<FastifyReply> {
    await listener.start()
    if ([...pages.values()].filter((owner) => owner === account).length >= mostOfOneAccount) refuse('request.too-many')
    const token = tokenHashOf(request)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.setHeader('content-type', 'text/event-stream; charset=utf-8')
    reply.raw.setHeader('cache-control', 'no-store')
    reply.raw.setHeader('x-accel-buffering', 'no')
    // The hook that says so runs when an answer is sent, which this one never is.
    reply.raw.writeHead(200).write('retry: 5000\n\n')
    pages.set(reply.raw, account)
    const beat = setInterval(() => void beatOrEnd(reply.raw, token), heartbeatMs)
    reply.raw.on('close', () => {
      clearInterval(beat)
      pages.delete(reply.raw)
    })
    return reply
  }

  /** Does not touch the session: an open page is nobody at the keyboard. */
  async function beatOrEnd(page: ServerResponse, token: string | null): Promise<void> {
    const isIn =
      token !== null &&
      (await asActor(pool, { token, touch: false }, async (_db, actor) => actor !== null).catch(() => false))
    if (isIn) page.write(': still here\n\n')
    else page.end()
  }

  async function close(): Promise<void> {
    for (const page of pages.keys()) page.end()
    await listener.stop()
  }
  return { attach, close }
}

/** A payload is a sequence number, or a word for what has none (a change of circles). Exported for its test. */
export function eventOf(payload: string): string {
  const data = /^\d+$/u.test(payload) ? { seq: payload } : {}
  return `event: change\ndata: ${JSON.stringify(data)}\n\n`
}

type Listener = { start: () => Promise<void>; stop: () => Promise<void> }

function keepListening(url: string, heard: (payload: string) => void): Listener {
  let client: Promise<pg.Client> | undefined
  let isStopped = false

  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: url, application_name: 'komar changes', keepAlive: true })
    opened.on('notification', ({ payload }) => heard(payload ?? ''))
    opened.on('error', () => undefined) // 'end' follows
    opened.on('end', again)
    await opened.connect()
    await opened.query('listen komar_changes')
    return opened
  }

  function again(): void {
    client = undefined
    // Whoever missed something while nobody listened pulls once more.
    if (!isStopped)
      setTimeout(
        () =>
          void start()
            .then(() => heard(''))
            .catch(again),
        retryMs,
      ).unref()
  }

  async function start(): Promise<void> {
    client ??= connect()
    await client.catch((error: unknown) => {
      client = undefined
      throw error
    })
  }

  async function stop(): Promise<void> {
    isStopped = true
    await (await client?.catch(() => undefined))?.end()
  }
  return { start, stop }
}
