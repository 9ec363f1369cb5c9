import { expect, it } from 'vitest'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { makeMemory, type Remembered } from './remembered.ts'

const subject = (name: string) => name as SubjectId // ids need no form here
const chronicle = (characters: number, seq = 1) => ({ entries: [], seq, link: 'ab', characters })

it('keeps the latest of each subject', () => {
  const memory = makeMemory<Remembered>(100)
  memory.keep(subject('a'), chronicle(10, 1))
  memory.keep(subject('a'), chronicle(20, 2))
  expect(memory.recall(subject('a'))?.seq).toBe(2)
})

it('forgets first what was kept first, and counts what it replaces only once', () => {
  const memory = makeMemory<Remembered>(100)
  memory.keep(subject('a'), chronicle(60))
  memory.keep(subject('a'), chronicle(60))
  memory.keep(subject('b'), chronicle(40))
  expect(memory.recall(subject('a'))).toBeDefined()
  memory.keep(subject('c'), chronicle(10))
  expect(memory.recall(subject('a'))).toBeUndefined()
  expect(memory.recall(subject('b'))).toBeDefined()
})

it('holds nothing that is larger than all that it may hold', () => {
  const memory = makeMemory<Remembered>(100)
  memory.keep(subject('a'), chronicle(101))
  expect(memory.recall(subject('a'))).toBeUndefined()
})
