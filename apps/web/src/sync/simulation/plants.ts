// Faults as programs really have them, each planted into every device. The simulation must notice each: a check that cannot fail proves
// nothing (plants.test.ts).
import type { Change, Disk } from '../../store/disk.ts'
import type { Plant } from './device.ts'

/** A write that is several writes: a crash may come between. `order` says which come first. */
function torn(disk: Disk, order: (change: Change) => number): Disk {
  return {
    ...disk,
    write: async (changes) => {
      const groups = Map.groupBy(changes, order)
      for (const key of [...groups.keys()].toSorted((left, right) => left - right))
        await disk.write(groups.get(key) ?? [])
    },
  }
}

export const plants: Readonly<Record<string, Plant>> = {
  'the cursor is saved before the rows': {
    disk: (disk) => torn(disk, ({ table }) => (table === 'segments' ? 1 : 0)),
  },
  'the cursor is saved after the rows, in another write': {
    disk: (disk) => torn(disk, ({ table, key }) => (table === 'snapshot' && key.endsWith('head') ? 1 : 0)),
  },
  'forgetting is ignored': {
    chronicle: (chronicle) => ({ ...chronicle, apply: (page, asOf) => chronicle.apply({ ...page, forget: [] }, asOf) }),
  },
  'what is forgotten leaves the lists and stays on the disk': {
    disk: (disk) => ({
      ...disk,
      write: (changes) => disk.write(changes.filter(({ table, value }) => table !== 'segments' || value !== null)),
    }),
  },
  'a row of the outbox goes before the answer': {
    outbox: (outbox) => ({
      ...outbox,
      nextBatch: async () => {
        const groups = await outbox.nextBatch()
        const outcomes = groups.flat().map(({ id }) => ({ id, status: 'accepted', seq: 0 }) as const)
        await outbox.settle(outcomes)
        await outbox.acknowledge(outcomes.map(({ id }) => id))
        await outbox.release(outcomes.map(({ id }) => id))
        return groups
      },
    }),
  },
  'no answer is taken for acceptance': {
    host: (host) => ({
      ...host,
      push: async (groups) => {
        const pushed = await host.push(groups)
        const outcomes = groups.flat().map(({ id }) => ({ id, status: 'accepted', seq: 0 }) as const)
        return pushed.is === 'later' ? { is: 'answered', outcomes } : pushed
      },
    }),
  },
  'a restored host is taken for the same one': {
    chronicle: (chronicle) => ({
      ...chronicle,
      beginAnew: (why, epoch) => chronicle.beginAnew(why === 'epoch' ? 'cursor' : why, epoch),
    }),
  },
  'an accepted entry does not rest until it is safe': {
    outbox: (outbox) => ({
      ...outbox,
      settle: async (outcomes) => {
        await outbox.settle(outcomes)
        const ids = outcomes.flatMap(({ id, status, problem }) => (status !== 'refused' && !problem ? [id] : []))
        await outbox.acknowledge(ids)
        await outbox.release(ids)
      },
    }),
  },
  'groups are sent without saying that they belong together': {
    host: (host) => ({
      ...host,
      push: (groups) => host.push(groups.map((group) => group.map((one) => ({ ...one, together: false })))),
    }),
  },
  'the newest is sent first': {
    outbox: (outbox) => ({
      ...outbox,
      nextBatch: async () => (await outbox.nextBatch()).map((group) => group.toReversed()).toReversed(),
    }),
  },
  'a page that was cut off is taken for whole': {
    host: (host) => ({
      ...host,
      pull: async (ask) => {
        const pulled = await host.pull(ask)
        if (pulled.is !== 'page' || pulled.page.lines.length < 2) return pulled
        return { ...pulled, page: { ...pulled.page, lines: pulled.page.lines.slice(1) } }
      },
    }),
  },
  'kinds that are not known are thrown away': {
    chronicle: (chronicle) => ({
      ...chronicle,
      apply: (page, asOf) =>
        chronicle.apply({ ...page, lines: page.lines.filter(({ kind }) => !kind.startsWith('care.future')) }, asOf),
    }),
  },
  'whoever takes the phone is given the same store': {
    storeOf: () => 'the one store',
  },
  'a new download shows itself before it is whole': {
    chronicle: (chronicle) => ({
      ...chronicle,
      beginAnew: async (why, epoch) => {
        await chronicle.beginAnew(why, epoch)
        await chronicle.swap([])
      },
    }),
  },
}
