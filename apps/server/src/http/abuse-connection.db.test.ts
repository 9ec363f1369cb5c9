// Slow requests and floods, within this machine: who sends a byte a minute, opens stream after stream and reads none, or asks as fast as
// it can, is shut out after a while, and everybody else is answered meanwhile.
import { endpoints } from '@komar/contract/all'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost, type TestHost } from './test-host.ts'

const requestTimeoutMs = 1_000
let host: TestHost
let port: number
beforeAll(async () => {
  host = await testHost({ requestTimeoutMs })
  await host.app.listen({ host: '127.0.0.1', port: 0 })
  const address = host.app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => host.dispose())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A connection on which a piece is sent every so often; answers what came and how long the host bore it. */
async function drip(first: string, piece: string): Promise<{ heard: string; ms: number }> {
  const began = performance.now()
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => (heard += data.toString('latin1')))
  socket.on('error', () => undefined)
  socket.write(first)
  const dripping = setInterval(() => socket.write(piece), 100)
  await new Promise((resolve) => socket.on('close', resolve))
  clearInterval(dripping)
  return { heard, ms: performance.now() - began }
}

async function isAnswering(): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
  return answer.status === 200
}

describe('somebody slow', () => {
  const head = 'POST /v1/session HTTP/1.1\r\nHost: komar.test\r\nContent-Type: application/json\r\n'
  it.each([
    ['sends headers', head, 'X-A: b\r\n'],
    ['sends a body', `${head}Content-Length: 60000\r\n\r\n{"user":"`, 'x'],
    ['sends a body in pieces', `${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
    ['says nothing at all', '', ''],
  ])(
    'who %s is shut out, and others are answered meanwhile',
    async (_, first, piece) => {
      const slow = Array.from({ length: 50 }, () => drip(first, piece))
      expect(await isAnswering()).toBe(true)
      const ended = await Promise.all(slow)
      expect(Math.max(...ended.map(({ ms }) => ms))).toBeLessThan(requestTimeoutMs * 10)
      expect(new Set(ended.map(({ heard }) => /^HTTP\/1\.1 (\d+)/u.exec(heard)?.[1]))).toSatisfy(
        (statuses: Set<unknown>) => [...statuses].every((status) => status === '408' || status === undefined),
      )
    },
    30_000,
  )
})

async function openStream(token: string): Promise<{ status: number; socket: Socket }> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`GET /v1/changes HTTP/1.1\r\nHost: komar.test\r\nAuthorization: Bearer ${token}\r\n\r\n`)
  const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
  return { status: Number(/^HTTP\/1\.1 (\d+)/u.exec(first.toString('latin1'))?.[1]), socket }
}

describe('streams', () => {
  it('of one account are bounded, another’s are not touched, and closed ones make room', async () => {
    const { token } = host.here.people.monitor
    const opened = await Promise.all(Array.from({ length: 60 }, () => openStream(token)))
    const statuses = opened.map(({ status }) => status)
    expect([statuses.filter((one) => one === 200).length, statuses.filter((one) => one === 429).length]).toEqual([
      40, 20,
    ])
    const other = await openStream(host.here.people.supervisor.token)
    expect(other.status).toBe(200)
    for (const { socket } of [...opened, other]) socket.destroy()
    await expect
      .poll(async () => {
        const again = await openStream(token)
        again.socket.destroy()
        return again.status
      })
      .toBe(200)
  })

  it('that nobody reads are ended, and hold no more than a little', async () => {
    const { socket, status } = await openStream(host.there.people.monitor.token)
    socket.pause()
    let isHeld = true
    socket.on('close', () => (isHeld = false))
    // What the kernel buffers between the two comes first: some megabytes on this machine.
    for (let round = 0; round < 40; round += 1)
      await host.owner.query(
        `select pg_notify('komar_changes', repeat('9', 7000) || n::text) from generate_series(1, 500) n`,
      )
    socket.resume()
    await expect.poll(() => isHeld, { timeout: 10_000 }).toBe(false)
    expect(status).toBe(200)
    expect(await isAnswering()).toBe(true)
  }, 60_000)
})

describe('a flood', () => {
  it('of calls from one network is answered by waiting on every route, and others are let in', async () => {
    const flooded = await testHost({ callsPerMinute: 5 })
    const { token } = flooded.here.people.monitor
    for (let call = 0; call < 6; call += 1)
      await flooded.app.inject({ url: '/v1/session', remoteAddress: '198.51.100.1' })
    for (const { method, path, produces } of endpoints) {
      if (produces === 'events') continue
      const url = path.replaceAll(/:\w+/gu, '01940000-0000-7000-8000-000000000001')
      const from = (remoteAddress: string) =>
        flooded.app.inject({
          method,
          url,
          remoteAddress,
          headers: { ...bearer(token), 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
        })
      const limited = endpoints.find((one) => one.path === path && one.method === method)?.callsPerMinute
      // A route with a limit of its own counts by itself.
      if (limited === undefined) expect([path, (await from('198.51.100.1')).statusCode]).toEqual([path, 429])
    }
    const stranger = await flooded.app.inject({
      url: '/v1/session',
      remoteAddress: '198.51.100.2',
      headers: bearer(token),
    })
    const page = await flooded.app.inject({ url: '/v1/no-such-thing', remoteAddress: '198.51.100.1' })
    await flooded.dispose()
    expect([stranger.statusCode, page.statusCode]).toEqual([200, 429])
  })

  it('from ever new addresses does not gather memory', async () => {
    const askFrom = async (first: number) => {
      for (let call = first; call < first + 2_000; call += 1) {
        await host.app.inject({ url: '/healthz', remoteAddress: `10.${call & 255}.${(call >> 8) & 255}.7` })
        // What an answer holds is let go when the timers have had their turn.
        if (call % 100 === 0) await new Promise((done) => setTimeout(done, 1))
      }
    }
    await askFrom(0)
    const before = usedAfterCollection()
    await askFrom(2_000)
    expect(usedAfterCollection() - before).toBeLessThan(4 * 1024 * 1024)
  }, 60_000)
})

/** Bytes of the heap that are really in use. */
function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
