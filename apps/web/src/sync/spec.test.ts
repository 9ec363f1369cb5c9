// @vitest-environment node
// docs/sync.md and the machine say the same: each table of the document is made from the code here and looked for there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { effects, events, pullStates, pullTable, pushStates, pushTable, step, atRest } from './machine.ts'
import type { SyncEvent, Table } from './machine.ts'
import { plants } from './simulation/plants.ts'

const document = readFileSync(join(import.meta.dirname, '../../../../docs/sync.md'), 'utf8')
/** Without what the formatter does to a table. */
const plain = (text: string): string => text.replaceAll(/ +/gu, ' ').replaceAll(/-+/gu, '-')

function tableOf<State extends string>(states: readonly State[], table: Table<State>): string {
  const rows = states.flatMap((state) =>
    Object.entries(table[state]).map(([event, { to, do: does, failures, again }]) => {
      const counted = failures === 'up' ? ['one failure more'] : failures === 'zero' ? ['no failures'] : []
      const then = [...does, ...counted, ...(again === undefined ? [] : ['remember'])]
      return `| ${state} | ${event} | ${to} | ${then.length === 0 ? 'nothing' : then.join(', ')} |`
    }),
  )
  return [`| in | when | to | then |`, `| - | - | - | - |`, ...rows].join('\n')
}

const meanings = (of: Record<string, string>, name: string): string =>
  [`| ${name} | means |`, '| - | - |', ...Object.entries(of).map(([key, what]) => `| ${key} | ${what} |`)].join('\n')

describe('docs/sync.md', () => {
  it.each([
    ['sending', tableOf(pushStates, pushTable)],
    ['receiving', tableOf(pullStates, pullTable)],
    ['events', meanings(events, 'event')],
    ['effects', meanings(effects, 'effect')],
  ])('shows %s as it is', (_name, table) => {
    expect(plain(document)).toContain(plain(table))
  })

  it('names each planted fault', () => {
    for (const name of Object.keys(plants)) expect(document).toContain(name)
  })
})

describe('the machines', () => {
  const both = [
    [pushStates, pushTable],
    [pullStates, pullTable],
  ] as const

  it('can be stopped wherever they are', () => {
    for (const [states, table] of both) {
      for (const state of states.filter((each) => each !== 'off')) {
        const stopped = step(table as Table<string>, atRest<string>(state), 'stop')
        expect([state, stopped?.machine.is]).toEqual([state, 'off'])
      }
    }
  })

  it('reach each state from the start, and leave none but by what a person does', () => {
    for (const [states, table] of both) {
      const reached = new Set<string>(['off'])
      for (const state of reached) {
        for (const { to } of Object.values((table as Table<string>)[state] ?? {})) reached.add(to)
      }
      expect(reached).toEqual(new Set(states))
    }
  })

  it('forget nothing that is asked while they are busy', () => {
    const busy = step(pullTable, { ...atRest('applying'), turn: 3 }, 'wake')
    expect(busy?.machine).toMatchObject({ is: 'applying', turn: 3, isAskedAgain: true })
    const kept = step(pullTable, busy?.machine ?? atRest('off'), 'kept-all')
    expect(kept?.machine.is).toBe('swapping')
    const again = step(pullTable, kept?.machine ?? atRest('off'), 'not-whole')
    expect(again).toMatchObject({ machine: { is: 'fetching', isAskedAgain: false }, do: ['fetch'] })
  })

  it('try again without a wait what had begun before the network was back', () => {
    const busy = step(pushTable, { ...atRest('sending'), failures: 7 }, 'online')
    expect(busy?.machine).toMatchObject({ is: 'sending', turn: 0 })
    const failed = step(pushTable, busy?.machine ?? atRest('off'), 'failed')
    expect(failed?.machine).toEqual({ is: 'reading', turn: 2, failures: 0, isAskedAgain: false, isBackOnline: false })
    expect(failed?.do).toEqual(['give-back', 'wait', 'forget', 'read-batch'])
    // Once: the next failure waits.
    expect(step(pushTable, { ...atRest('sending'), failures: 0 }, 'failed')?.machine.is).toBe('waiting')
    const asked = step(pullTable, step(pullTable, atRest('asking'), 'online')?.machine ?? atRest('off'), 'failed')
    expect(asked?.machine).toMatchObject({ is: 'asking', failures: 0 })
    const answered = step(pullTable, step(pullTable, atRest('fetching'), 'online')?.machine ?? atRest('off'), 'page')
    expect(answered?.machine).toMatchObject({ is: 'applying', isBackOnline: false })
  })

  it('count failures up to the next success', () => {
    const failed = step(pushTable, atRest('sending'), 'failed')
    expect(failed).toMatchObject({ machine: { is: 'waiting', failures: 1 }, do: ['give-back', 'wait'] })
    expect(step(pushTable, { ...atRest('settling'), failures: 7 }, 'settled')?.machine.failures).toBe(0)
  })

  it('go on counting on a full device: an answer that is not kept is no success', () => {
    const walk = <State extends string>(table: Table<State>, from: State, ...events: SyncEvent[]) =>
      events.reduce((at, event) => step(table, at, event)?.machine ?? at, { ...atRest(from), failures: 3 })
    expect(walk(pullTable, 'waiting', 'timer', 'page', 'not-kept')).toMatchObject({ is: 'waiting', failures: 4 })
    expect(walk(pullTable, 'waiting', 'timer', 'page', 'kept-all', 'not-kept')).toMatchObject({ failures: 4 })
    expect(walk(pullTable, 'waiting', 'timer', 'page', 'kept-all', 'not-whole')).toMatchObject({ failures: 0 })
    expect(walk(pullTable, 'waiting', 'timer', 'page', 'kept-more')).toMatchObject({ failures: 0 })
    expect(walk(pushTable, 'waiting', 'timer', 'batch', 'answered', 'not-kept')).toMatchObject({ failures: 4 })
  })
})
