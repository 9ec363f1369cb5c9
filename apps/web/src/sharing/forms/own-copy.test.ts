// The form by which somebody asks for their own copy: what it writes fits its kind, and what the gate asks is said while it is half empty.
import { kindNamed } from '@komar/domain/kinds'
import { expect, it } from 'vitest'
import { faultsOf } from '../../record/faults.ts'
import { livePieces } from '../../record/gate-pieces.ts'
import { author, contextOf } from '../../record/story.fixture.ts'
import { newEntry } from '../../store/new-entry.ts'
import { ownCopyForm } from './own-copy.ts'

const filled = { identityShownBy: ['birth-paper'], wasAskedAlone: 'yes', freely: 'yes', company: 'declined' }

it('writes one act that fits its kind, and nothing that was not filled in', () => {
  const context = contextOf('child')
  expect(faultsOf(ownCopyForm, filled, context)).toEqual([])
  const [draft, ...more] = ownCopyForm.build(filled, context)
  expect(more).toEqual([])
  const { salt: _, ...body } = newEntry(
    draft ?? { kind: '', subject: '', occurred: '', basis: 'seen', body: {} },
    author,
  ).body
  expect(body).toEqual({ identityShownBy: ['birth-paper'], wasAskedAlone: true, freely: 'yes', company: 'declined' })
  expect(kindNamed('sharing.own-copy-asked')?.body.safeParse({ salt: 'A'.repeat(22), ...body }).success).toBe(true)
  expect(faultsOf(ownCopyForm, {}, context).map(({ path }) => path)).toEqual(Object.keys(filled))
})

it('says what is missing from the first moment, and less with each answer', () => {
  const context = { ...contextOf('child'), placeholder: '…' }
  const missing = (values: typeof filled | Record<string, never>): number => {
    const [draft] = ownCopyForm.build(values, context)
    return draft === undefined
      ? 0
      : livePieces(newEntry(draft, author), context).filter(({ status }) => status === 'missing').length
  }
  const atFirst = missing({})
  expect(atFirst).toBeGreaterThan(2)
  expect(missing(filled)).toBe(atFirst - 2)
  expect(missing({ ...filled, identityShownBy: ['paper-with-picture'] })).toBe(atFirst - 3)
})
