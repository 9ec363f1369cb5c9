import { listAgencies } from '@komar/contract/accounts'
import { showDiary } from '@komar/contract/diary'
import { childReaders, searchChildren } from '@komar/contract/register'
import { listUnmet } from '@komar/contract/unmet'
import { instantSchema } from '@komar/domain/time/instant'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerers } from '../insight/device/all.ts'
import { childStory, session, testPack } from './ask.fixture.ts'
import { ask, attachDevice } from './ask.ts'
import { chronicleInMemory } from './chronicle-in-memory.fixture.ts'
import type { AttachedDevice } from './device-answer.ts'
import { hostClock } from './host-clock.ts'
import type { Kept, KeptAnswers } from './kept-answers.ts'

const heardAt = Date.parse('2014-03-01T03:00:00Z')
const asOf = instantSchema.parse('2014-03-01T02:30:00.000Z')

let detach: () => void
let rows: Map<string, Kept>
let host: ReturnType<typeof vi.fn<typeof fetch>>

function keptInMemory(): KeptAnswers {
  return {
    keep: (question, kept) => Promise.resolve(void rows.set(question, kept)),
    read: (question) => Promise.resolve(rows.get(question) ?? null),
  }
}

function attach(more: Partial<AttachedDevice> = {}): void {
  const chronicle = chronicleInMemory(childStory.reader, testPack, asOf)
  chronicle.take(childStory.lines)
  detach = attachDevice({
    chronicle,
    kept: keptInMemory(),
    download: {
      state: () => ({ is: 'whole' }),
      start: () => undefined,
      beginAnew: () => undefined,
      subscribe: () => () => undefined,
    },
    session,
    clock: hostClock(session.host, heardAt, () => heardAt),
    answerers: () => Promise.resolve(answerers),
    policy: () => Promise.resolve(testPack),
    ...more,
  })
}

beforeEach(() => {
  rows = new Map()
  host = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('no network')))
  vi.stubGlobal('fetch', host)
  attach()
})
afterEach(() => {
  detach()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const search = { body: { where: 'inside' as const } }
const agencies = { agencies: [] }
const says = (value: unknown) => Promise.resolve(new Response(JSON.stringify(value)))

describe('without a network', () => {
  it('lists the children of this device, and says since when it knows of nothing newer', async () => {
    const answer = await ask(searchChildren, search)
    expect(answer).toMatchObject({
      ok: true,
      source: { from: 'device', asOf },
      value: { total: 1, today: '2014-03-01', children: [{ id: childStory.child, code: 'K-0001', isInside: true }] },
    })
  })

  it('does not make every page wait for a host that has just not answered', async () => {
    await ask(searchChildren, search)
    await ask(searchChildren, search)
    expect(host).toHaveBeenCalledTimes(1)
  })

  it('gives what was last heard where no entry answers, with its time', async () => {
    host.mockImplementationOnce(() => says(agencies))
    expect(await ask(listAgencies, {})).toMatchObject({ ok: true, source: { from: 'host' } })
    expect(await ask(listAgencies, {})).toEqual({
      ok: true,
      value: agencies,
      source: { from: 'device', asOf: '2014-03-01T03:00:00.000Z' },
    })
  })

  it('shows a carer the diary as last heard, with the own lines', async () => {
    const diary = {
      child: childStory.child,
      names: { km: null, latin: 'Sokha', called: null },
      until: '2014-06-01',
      lines: [{ id: childStory.child, occurred: '2014-02-28', body: { tone: 'good' } }],
    }
    host.mockImplementationOnce(() => says({ diaries: [diary], today: '2014-03-01' }))
    await ask(showDiary, {})
    expect(await ask(showDiary, {})).toMatchObject({
      ok: true,
      value: { diaries: [diary] },
      source: { from: 'device' },
    })
  })

  it('says that it needs a network for what is never kept, and asks the host again', async () => {
    host.mockImplementationOnce(() => says({ readers: [] }))
    await ask(childReaders, { params: { id: childStory.child } })
    expect(rows.size).toBe(0)
    expect(await ask(childReaders, { params: { id: childStory.child } })).toMatchObject({
      ok: false,
      problem: 'offline',
    })
    expect(host).toHaveBeenCalledTimes(2)
  })

  it('answers nothing that the role may not ask', async () => {
    expect(await ask(listUnmet, { query: {} })).toMatchObject({ ok: false, problem: 'offline' })
  })

  it('shows no empty list before anything came from the host', async () => {
    detach()
    attach({ chronicle: chronicleInMemory(childStory.reader, testPack, null) })
    expect(await ask(searchChildren, search)).toMatchObject({ ok: false, problem: 'offline' })
  })

  it('is silent once it is locked', async () => {
    detach()
    expect(await ask(searchChildren, search)).toMatchObject({ ok: false, problem: 'offline' })
  })
})

describe('with a network', () => {
  it('lets the host answer, and believes its refusal', async () => {
    const problem = { type: 'about:blank', title: '', status: 403, code: 'access.not-permitted' }
    host.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(problem), { status: 403 })))
    expect(await ask(searchChildren, search)).toMatchObject({ ok: false, problem, source: { from: 'host' } })
  })

  it('answers from the device when a proxy says that the host is down', async () => {
    host.mockImplementation(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })))
    expect(await ask(searchChildren, search)).toMatchObject({ ok: true, source: { from: 'device' } })
  })

  it('waits four seconds for a slow host, then shows what is here', async () => {
    vi.useFakeTimers()
    host.mockImplementation(() => new Promise(() => undefined))
    const asked = ask(searchChildren, search)
    await vi.advanceTimersByTimeAsync(4000)
    expect(await asked).toMatchObject({ ok: true, source: { from: 'device' } })
  })
})
