import type { HandedIn } from '@komar/contract/hand-ins'
import type { Written } from '@komar/domain/chronicle/entry'
import { expect, it } from 'vitest'
import { newEntry, newUuid } from '../store/new-entry.ts'
import type { Unsent } from '../store/outbox-row.ts'
import { judged, piecesOf } from './hand-ins.ts'

const device = newUuid()
const agency = { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true } as const
const author = { account: { id: newUuid(), user: 'dara', displayName: 'Dara' }, agency, device }

function entry(): Written {
  return newEntry(
    { kind: 'register.birth-stated', subject: newUuid(), occurred: '2014', basis: 'seen', body: {} },
    author,
  )
}

function box(content: unknown, order: number, together: string | null = null): HandedIn {
  const received = '2014-03-01T00:00:00.000Z'
  return { id: newUuid(), place: 1, device, received, content: { version: 1, entry: content, order, together } }
}

it('puts pieces in the order written, with those that stand or fall with them', () => {
  const together = newUuid()
  const boxes = [box(entry(), 3, together), box(entry(), 1), box(entry(), 2, together)]
  const pieces = piecesOf(boxes)
  expect(pieces.map(({ id }) => id)).toEqual([boxes[1]?.id, boxes[2]?.id, boxes[0]?.id])
  expect(pieces.map(({ group }) => group.length)).toEqual([1, 2, 2])
})

it('shows what cannot be opened, and what no version here can read', () => {
  expect(piecesOf([{ ...box(null, 0), content: null }, box({ id: 'x' }, 1)]).map((piece) => piece.entry)).toEqual([
    null,
    null,
  ])
})

it('lets the host forget only what it has judged', () => {
  const [one, two, three] = [entry(), entry(), entry()]
  const pieces = piecesOf([box(one, 1), box(two, 2), box(three, 3)])
  const unsent = (
    [
      [one, 'accepted'],
      [two, 'waiting'],
      [three, 'refused'],
    ] as const
  ).map(([of, state], order): Unsent => ({
    id: of.id,
    entry: of,
    group: of.id,
    together: false,
    order,
    attempts: 1,
    state,
  }))
  expect(judged(pieces, unsent)).toEqual([pieces[0]?.id, pieces[2]?.id])
})
