// Reminders to a real mail server and a real push service on this machine: that something is due, once a day, and nothing else.
import * as contract from '@komar/contract/reminders'
import { revokeDevice } from '@komar/contract/devices'
import { createECDH, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BackupPlan } from '../backup/backup-runs.ts'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { remind } from './remind.ts'

type Push = { path: string; headers: IncomingHttpHeaders; body: Buffer }
let host: TestHost
let monitor: TestPerson
let pushService: { server: Server; origin: string; heard: Push[]; answer: number }
let mail: { server: SMTPServer; url: string; letters: { to: string[]; text: string }[] }

beforeAll(async () => {
  host = await testHost({ allowsLoopbackPush: true, mail: { url: 'smtp://127.0.0.1', from: 'komar@example.org' } })
  monitor = host.here.people.monitor
  pushService = await startPushService()
  mail = await startMailServer()
})
afterAll(async () => {
  pushService.server.close()
  await new Promise((done) => mail.server.close(() => done(null)))
  await host.dispose()
})
beforeEach(async () => {
  pushService.heard.length = 0
  pushService.answer = 201
  mail.letters.length = 0
  await host.administrator.query(
    'delete from komar.push_subscription; delete from komar.reminder; delete from komar.deadline',
  )
})

async function startPushService() {
  const heard: Push[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(pushService.answer, { location: `${pushService.origin}/elsewhere` }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, answer: 201 } // a port, not a pipe
}

async function startMailServer() {
  const letters: { to: string[]; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
        })
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return { server, url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, letters } // a port, not a pipe
}

/** A browser's side of web push: it makes keys, and opens what comes (RFC 8291). */
function browser(path = '/phone') {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const auth = randomBytes(16)
  const subscription = {
    endpoint: pushService.origin + path,
    p256dh: curve.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
  }
  function open(body: Buffer): string {
    const [salt, keyLength] = [body.subarray(0, 16), body.readUInt8(20)]
    const theirs = body.subarray(21, 21 + keyLength)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), theirs])
    const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(theirs), auth, info, 32))
    const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
    const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
    const sealed = body.subarray(21 + keyLength)
    const opening = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
    const [text = ''] = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()])
      .toString()
      .split('\u0002')
    return text
  }
  return { subscription, open }
}

const subscribe = (given: object, { token } = monitor) =>
  host.call(contract.subscribePush, { body: given as never }, token)
const choose = (email: string | null, hour: number, { token } = monitor) =>
  host.call(contract.changeReminders, { body: { email, hour } }, token)

async function hourNow(): Promise<number> {
  const { rows } = await host.owner.query<{ hour: number }>(
    `select extract(hour from komar.now_host() at time zone time_zone)::int as hour from komar.host`,
  )
  return rows[0]?.hour ?? 0
}

/** A deadline that the agency's own people see. */
async function somethingIsDue(agency = host.here.id, due = 'komar.today_host()') {
  await host.administrator.query(
    `insert into komar.deadline (subject, code, key, class_mask, opens, due, duty, harm, params, agencies)
     values (gen_random_uuid(), 'visit.monthly', gen_random_uuid()::text, 1, '2014-01-01', ${due}, 'prison', 3, '{}', array[$1::uuid])`,
    [agency],
  )
}

const daily: BackupPlan = { directory: '/nowhere', hours: 24, keep: { days: 1, weeks: 1, months: 1 } }

const round = (backups: BackupPlan | null = null) =>
  remind({
    pool: host.pool,
    push: { keys: host.keys.push, contact: 'mailto:nobody@example.org', allowsLoopback: true },
    mail: { url: mail.url, from: 'komar@example.org' },
    backups,
  })

describe('a reminder', () => {
  it('comes by push and by e-mail, once a day, and says only that something is due', async () => {
    const phone = browser()
    await subscribe(phone.subscription)
    expect((await choose('sokha@example.org', await hourNow())).json()).toMatchObject({
      email: 'sokha@example.org',
      isPushedHere: true,
      pushedDevices: 1,
    })
    await host.administrator.query(`update komar.account set language = 'km' where id = $1`, [monitor.id])
    await somethingIsDue()
    expect(await round()).toEqual({ sent: 2, failed: 0 })
    const [pushed] = pushService.heard
    expect(contract.pushedSchema.parse(JSON.parse(phone.open(pushed?.body ?? Buffer.alloc(0))))).toEqual({
      text: 'មានការងារដល់ពេលត្រូវធ្វើ។',
    })
    expect(pushed?.headers.authorization).toMatch(/^vapid t=\S+, ?k=\S+$/u)
    expect(mail.letters.map(({ to }) => to)).toEqual([['sokha@example.org']])
    expect(mail.letters[0]?.text).not.toMatch(/http|visit|prison|child|Komar\b/u)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    await host.administrator.query('update komar.reminder set reminded_on = reminded_on - 1')
    expect(await round()).toEqual({ sent: 2, failed: 0 })
    const { rowCount } = await host.administrator.query(
      'select from komar.session where account = $1 and expires_at > now()',
      [monitor.id],
    )
    expect(rowCount).toBe(1)
    await host.administrator.query(`update komar.account set language = 'en' where id = $1`, [monitor.id])
  })

  it('tells an administrator who asked that the last backup is too old, and nobody else', async () => {
    const { administrator } = host.here.people
    await choose('administrator@example.org', await hourNow(), administrator)
    await choose('sokha@example.org', await hourNow())
    expect(await round(daily)).toEqual({ sent: 1, failed: 0 })
    expect(mail.letters.map(({ to }) => to)).toEqual([['administrator@example.org']])
    expect(mail.letters[0]?.text).toMatch(/The last backup is too old/u)
    await host.administrator.query('update komar.reminder set reminded_on = reminded_on - 1')
    await host.administrator.query(
      `insert into komar.backup_run (is_scheduled, file, ended_at, seq, bytes) values (true, 'x', now(), 1, 1)`,
    )
    expect(await round(daily)).toEqual({ sent: 0, failed: 0 })
    await host.administrator.query('delete from komar.backup_run')
    await host.administrator.query('delete from komar.reminder where account = $1', [administrator.id])
  })

  it('goes once, however many processes are at it', async () => {
    await choose('sokha@example.org', await hourNow())
    await somethingIsDue()
    const rounds = await Promise.all(Array.from({ length: 5 }, () => round()))
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
  })

  it('does not come when nothing is due, at another hour, to whoever sees it not, or did not ask', async () => {
    const hour = await hourNow()
    await choose('sokha@example.org', hour)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    await host.administrator.query('update komar.reminder set reminded_on = null')
    await somethingIsDue(host.here.id, `komar.today_host() + 1`)
    await somethingIsDue(host.there.id)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    await somethingIsDue()
    await host.administrator.query('update komar.reminder set reminded_on = null')
    await choose('sokha@example.org', (hour + 4) % 24)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    await choose(null, hour)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    await choose('chief@example.org', hour, host.here.people.administrator)
    expect(await round()).toEqual({ sent: 0, failed: 0 })
    expect(mail.letters).toEqual([])
  })

  it.each([404, 410])('is not sent again to a browser of which the push service says %i', async (status) => {
    await subscribe(browser().subscription)
    await choose(null, await hourNow())
    await somethingIsDue()
    pushService.answer = status
    expect(await round()).toEqual({ sent: 0, failed: 1 })
    expect((await host.call(contract.showReminders, {}, monitor.token)).json()).toMatchObject({
      isPushedHere: false,
      pushedDevices: 0,
    })
  })

  it.each([500, 429, 302])(
    'stays subscribed when the push service fails with %i, and follows it nowhere',
    async (status) => {
      await subscribe(browser().subscription)
      await choose(null, await hourNow())
      await somethingIsDue()
      pushService.answer = status
      expect(await round()).toEqual({ sent: 0, failed: 1 })
      expect(pushService.heard.map(({ path }) => path)).toEqual(['/phone'])
      expect((await host.call(contract.showReminders, {}, monitor.token)).json()).toMatchObject({ isPushedHere: true })
    },
  )

  it('does not fail with a mail server that is gone', async () => {
    await choose('sokha@example.org', await hourNow())
    await somethingIsDue()
    const push = { keys: host.keys.push, contact: 'mailto:nobody@example.org', allowsLoopback: true }
    expect(
      await remind({
        pool: host.pool,
        push,
        mail: { url: 'smtp://127.0.0.1:1', from: 'komar@example.org' },
        backups: null,
      }),
    ).toEqual({ sent: 0, failed: 1 })
  })

  it('does not go to a device that was called off', async () => {
    const { specialist } = host.there.people
    await subscribe(browser().subscription, specialist)
    const { device } = await personOf(host, specialist)
    await host.call(revokeDevice, { params: { id: device }, body: {} }, host.here.people.administrator.token)
    expect((await host.administrator.query('select from komar.push_subscription')).rowCount).toBe(0)
  })
})

describe('the choice', () => {
  it('is one’s own, and the subscription that of the session’s device', async () => {
    await subscribe(browser().subscription)
    const others = (await host.call(contract.showReminders, {}, host.here.people.supervisor.token)).json<object>()
    expect(others).toMatchObject({
      email: null,
      isPushedHere: false,
      pushedDevices: 0,
      emailIsPossible: true,
      pushKey: host.keys.push.publicKey,
    })
    const away = await host.call(
      contract.unsubscribePush,
      { query: { everywhere: 'true' } },
      host.here.people.supervisor.token,
    )
    expect(away.statusCode).toBe(200)
    expect((await host.call(contract.showReminders, {}, monitor.token)).json()).toMatchObject({ isPushedHere: true })
    expect((await host.call(contract.unsubscribePush, { query: {} }, monitor.token)).json()).toMatchObject({
      isPushedHere: false,
    })
  })

  it.each([
    'http://10.0.0.1/x',
    'https://169.254.169.254/latest',
    'https://[::ffff:127.0.0.1]/x',
    'https://intranet/x',
    'ftp://example.org/x',
    'https://example.org:8443/x',
  ])('takes no push address like %s', async (endpoint) => {
    expect((await subscribe({ ...browser().subscription, endpoint })).statusCode).toBe(400)
  })

  it('takes no address of this machine outside of tests, and says where there is no mail server', async () => {
    const real = await testHost()
    const person = real.here.people.monitor
    const answer = await real.call(contract.subscribePush, { body: browser().subscription }, person.token)
    expect(answer.statusCode).toBe(400)
    expect((await real.call(contract.showReminders, {}, person.token)).json()).toMatchObject({ emailIsPossible: false })
    await real.dispose()
  })

  it.each([{ hour: 24 }, { hour: -1 }, { email: 'nobody' }, { email: 'a@example.org\r\nBcc: b@example.org' }])(
    'takes no %j',
    async (wrong) => {
      const body = { hour: 8, email: null, ...wrong }
      expect((await host.call(contract.changeReminders, { body }, monitor.token)).statusCode).toBe(400)
    },
  )
})
