// The auditor's export: who saw, who wrote, what was refused; nothing of what was written, nobody's name, nothing that a spreadsheet
// would run; and no line of it can be changed unseen.
import { exportAudit } from '@komar/contract/host'
import { parse } from 'csv-parse/sync'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { append, childRegistered, entryOf, newId, noteWritten, type Person } from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { addPerson, personOf, testHost, type TestHost } from '../http/test-host.ts'
import { recogniseSigningKey } from '../keys/known-signing-key.ts'
import { makeSigningSeed, signingKeyOf } from '../keys/signing.ts'
import { checkAudit, TooManyRows, type AuditCheck } from './audit-file.ts'
import { exportAudit as makeExport } from './export-audit.ts'

let host: TestHost
let worker: Person
const child = newId()
const always = { since: '2000-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' }
const canary = 'កណ្តាប់ដៃ Canary'

beforeAll(async () => {
  host = await testHost()
  const owner = await host.owner.connect()
  await recogniseSigningKey(owner, host.keys.signing, false)
  owner.release()
  worker = await personOf(host, host.here.people['social-worker'])
  for (const role of ['social-worker', 'monitor'] as const)
    await host.owner.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
      [host.here.people[role].id, host.here.circle],
    )
  const wrong = { ...noteWritten(worker, child, canary), occurred: 'not a day' }
  const results = await append(host.pool, worker, [
    childRegistered(worker, child),
    noteWritten(worker, child, canary),
    wrong,
  ])
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'refused'])
  const monitor = await personOf(host, host.here.people.monitor)
  const about = { complainant: 'mother', way: 'voice', about: ['person'], words: canary, isAppeal: false }
  const complaint = entryOf(monitor, { kind: 'assess.complaint-made', subject: child, body: about })
  expect(await append(host.pool, monitor, [complaint])).toMatchObject([{ status: 'accepted' }])
  await host.owner.query(
    `insert into komar.read_log (account, agency, subject, what, classes, reason) values ($1, $2, $3, $4, 1, $5)`,
    [worker.user, worker.agency, child, '=HYPERLINK("http://x")', canary],
  )
})
afterAll(() => host.dispose())

async function exported(hasLogins = false): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const write = (bytes: Uint8Array): Promise<void> => Promise.resolve(void parts.push(bytes))
  const signing = host.keys.signing
  await makeExport(host.owner, { period: always, signing, hasLogins, write })
  return Buffer.concat(parts)
}

type Line = Record<string, string>
function tableOf(bytes: Uint8Array, name: string): Line[] {
  return parse(Buffer.from(unzipSync(bytes)[name] ?? []), { columns: true })
}
const one = (lines: Line[], column: string, value: string): Line => {
  const found = lines.find((line) => line[column] === value)
  if (found === undefined) throw new Error(`no line with ${column} ${value}`)
  return found
}

describe('the export', () => {
  it('says who saw, who wrote, what was refused, under names that agree within it', async () => {
    const bytes = await exported(true)
    expect(checkAudit(bytes).faults).toEqual([])
    const accounts = tableOf(bytes, 'accounts.csv')
    const who = one(accounts, 'login', host.here.people['social-worker'].user)['who'] ?? ''
    const [registered, noted, complained] = tableOf(bytes, 'writes.csv')
    expect(registered).toMatchObject({
      number: '1',
      who,
      agency: 'here',
      class: 'identity',
      type: 'child',
      act: '',
      state: 'kept',
    })
    expect(noted).toMatchObject({ class: 'notes', about: registered?.['about'] })
    expect(complained).toMatchObject({
      number: '3',
      state: 'withheld',
      class: 'safeguarding',
      who: '',
      agency: '',
      about: '',
    })
    const read = one(tableOf(bytes, 'reads.csv'), 'who', who)
    expect(read).toMatchObject({ about: registered?.['about'], classes: 'identity', reason_given: 'yes' })
    expect(tableOf(bytes, 'refusals.csv')).toMatchObject([{ who, rule: 'entry.malformed' }])
  })

  it('holds no content, no reason, no name, no id, and no login unless that was said; a carer’s never', async () => {
    const [plain, named] = [await exported(), await exported(true)]
    for (const bytes of [plain, named]) {
      const text = Object.values(unzipSync(bytes))
        .map((content) => Buffer.from(content).toString('utf8'))
        .join('\n')
      for (const secret of [canary, 'Canary', 'Sokha', 'សុខា', child, worker.user, host.here.people.carer.user])
        expect(text).not.toContain(secret)
      expect(text.includes('social-worker.here')).toBe(bytes === named)
    }
  })

  it('says to which agencies each person belonged, as what and when; who ever was a carer has no login', async () => {
    const { id, user } = host.here.people.specialist
    const former = await addPerson(host.owner, host.here.id, { user: 'former.carer', roles: ['carer'] })
    const move = async (account: string, agency: string, roles: string) => {
      const ended = `update komar.agency_membership set since = '2013-01-01', until = '2014-01-01' where account = $1`
      await host.administrator.query(ended, [account])
      await host.administrator.query(
        `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, $3, '2014-01-01')`,
        [account, agency, roles],
      )
    }
    await move(id, host.there.id, '{supervisor}')
    await move(former, host.here.id, '{monitor}')
    const accounts = tableOf(await exported(true), 'accounts.csv')
    const lines = accounts.filter(({ login }) => login === user)
    expect(lines).toMatchObject([
      { agency: 'here', roles: 'specialist', from: '2013-01-01', last_day: '2013-12-31' },
      { agency: 'there', roles: 'supervisor', from: '2014-01-01', last_day: '' },
    ])
    expect(new Set(lines.map(({ who }) => who)).size).toBe(1)
    expect(accounts.map(({ login }) => login)).not.toContain('former.carer')
    expect(accounts.filter(({ roles }) => roles === 'carer')).not.toHaveLength(0)
  })

  it('gives other names in each export', async () => {
    const [first, second] = [await exported(true), await exported(true)]
    const namesIn = (bytes: Uint8Array): (string | undefined)[] => tableOf(bytes, 'accounts.csv').map(({ who }) => who)
    expect(namesIn(first).filter((name) => namesIn(second).includes(name))).toEqual([])
  })

  it('has no cell that a spreadsheet would take for a formula', async () => {
    const text = Buffer.from(unzipSync(await exported())['reads.csv'] ?? []).toString('utf8')
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/(^|,)"?[=+@-]/u)
  })

  it('is of the days asked for', async () => {
    const parts: Uint8Array[] = []
    const period = { since: '2001-01-01T00:00:00.000Z', until: '2001-02-01T00:00:00.000Z' }
    const write = (bytes: Uint8Array): Promise<void> => Promise.resolve(void parts.push(bytes))
    const { files } = await makeExport(host.owner, { period, signing: host.keys.signing, hasLogins: false, write })
    expect(files.slice(0, 3).map(({ rows }) => rows)).toEqual([0, 0, 0])
  })

  it('ends when there is more than was allowed', async () => {
    const write = (): Promise<void> => Promise.resolve()
    const given = { period: always, signing: host.keys.signing, hasLogins: false, write, mostRows: 2 }
    await expect(makeExport(host.owner, given)).rejects.toThrow(TooManyRows)
  })
})

function without(files: Record<string, Uint8Array>, gone: string): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== gone))
}

describe('the check', () => {
  const changes: [string, (files: Record<string, Uint8Array>) => Record<string, Uint8Array>, RegExp][] = [
    ['a changed line', (files) => ({ ...files, 'writes.csv': strToU8('number\r\n') }), /writes\.csv was changed/u],
    ['a table taken out', (files) => without(files, 'reads.csv'), /reads\.csv is missing/u],
    ['a table put in', (files) => ({ ...files, 'more.csv': strToU8('x') }), /more\.csv does not belong/u],
    [
      'another period',
      (files) => ({
        ...files,
        'manifest.json': strToU8(
          Buffer.from(files['manifest.json'] ?? [])
            .toString()
            .replace('2000-01-01', '2001-01-01'),
        ),
      }),
      /does not bear its signature/u,
    ],
    ['no manifest', (files) => without(files, 'manifest.json'), /not an export/u],
  ]
  it.each(changes)('notices %s', async (_name, change, expected) => {
    const bytes = zipSync(change(unzipSync(await exported())))
    const { faults }: AuditCheck = checkAudit(bytes)
    expect(faults.join(' ')).toMatch(expected)
  })

  it('says of any other file that it is none', () => {
    expect(checkAudit(Buffer.from('a letter'))).toEqual({
      manifest: null,
      faults: [expect.stringMatching(/not an export/u)],
    })
  })

  it('names the key, so that somebody else’s signature is seen', async () => {
    const parts: Uint8Array[] = []
    const write = (bytes: Uint8Array): Promise<void> => Promise.resolve(void parts.push(bytes))
    const other = signingKeyOf(makeSigningSeed())
    await expect(makeExport(host.owner, { period: always, signing: other, hasLogins: false, write })).rejects.toThrow(
      'foreign key',
    )
    expect(checkAudit(await exported()).manifest?.key).toBe(host.keys.signing.publicKey)
  })
})

describe('over HTTP', () => {
  it('an administrator gets it, without logins, and the log says so', async () => {
    const { administrator } = host.here.people
    const answer = await host.call(exportAudit, { query: always }, administrator.token)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip'])
    expect(checkAudit(answer.rawPayload).faults).toEqual([])
    expect(Object.keys(tableOf(answer.rawPayload, 'accounts.csv')[0] ?? {})).not.toContain('login')
    const { rows } = await host.owner.query('select from komar.read_log where account = $1 and what = $2', [
      administrator.id,
      'audit.exported',
    ])
    expect(rows).toHaveLength(1)
    const backwards = { since: always.until, until: always.since }
    expect((await host.call(exportAudit, { query: backwards }, administrator.token)).statusCode).toBe(400)
  })

  it('is of one moment, however much comes while it is made', async () => {
    const { administrator } = host.here.people
    const other = await host.administrator.connect()
    await other.query('begin; lock table komar.agency in access exclusive mode')
    const asked = host.call(exportAudit, { query: always }, administrator.token)
    const waits = `select from pg_locks l where l.relation = 'komar.agency'::regclass and not l.granted`
    await vi.waitFor(async () => expect((await host.administrator.query(waits)).rowCount).toBe(1), { timeout: 20_000 })
    await other.query(
      `insert into komar.read_log (account, agency, subject, what) values ($1, $2, $3, 'came.meanwhile')`,
      [worker.user, worker.agency, child],
    )
    await other.query('commit')
    other.release()
    const whats = tableOf((await asked).rawPayload, 'reads.csv').map(({ what }) => what)
    expect(whats.length).toBeGreaterThan(0)
    expect(whats).not.toContain('came.meanwhile')
  })

  it('the lists behind it are empty for everybody else', async () => {
    for (const role of ['supervisor', 'analyst'] as const) {
      const { token } = await personOf(host, host.here.people[role])
      const found = await asActor(host.pool, { token, touch: false }, (db) =>
        db.query(
          `select (select count(*) from komar.audit_reads('2000-01-01', '2100-01-01', 0, 10)) as reads,
             (select count(*) from komar.audit_writes('2000-01-01', '2100-01-01', 0, 10)) as writes,
             (select count(*) from komar.audit_refusals('2000-01-01', '2100-01-01', 10)) as refusals,
             (select count(*) from komar.audit_accounts()) as accounts`,
        ),
      )
      expect(found.rows).toEqual([{ reads: 0, writes: 0, refusals: 0, accounts: 0 }])
    }
  })
})
