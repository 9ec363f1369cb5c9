import type { Entry, SubjectId } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import { expect, it } from 'vitest'
import { projectedTexts, rememberProjected } from './projected.ts'
import type { Chronicled } from './projector.ts'

const subject = 'a child' as SubjectId // ids need no form here
const entry = (id: string) => ({ id }) as Entry // only the id is looked at
const pack = {} as CountryPack // only compared
const beside = { pack, agencies: '[]' }
const chronicled = (...ids: string[]): Chronicled => ({ subject, type: 'child', entries: ids.map(entry) })

it('knows the rows of the very chronicle for which they were made, and of no other', () => {
  rememberProjected(chronicled('a', 'b'), ['rows'], beside)
  const textsWhen = (...ids: string[]) => projectedTexts(chronicled('a', 'b', 'c'), ids.map(entry), beside)
  expect(textsWhen('a', 'b')).toEqual(['rows'])
  // Rolled back; another process went on; another entry came in the place of one.
  expect(textsWhen('a')).toEqual([])
  expect(textsWhen('a', 'b', 'x')).toEqual([])
  expect(textsWhen('x', 'b')).toEqual([])
})

it('knows nothing under other rules or other agencies', () => {
  rememberProjected(chronicled('a'), ['rows'], beside)
  const [next, before] = [chronicled('a', 'b'), [entry('a')]]
  expect(projectedTexts(next, before, { pack: { ...pack }, agencies: '[]' })).toEqual([])
  expect(projectedTexts(next, before, { pack, agencies: '[{}]' })).toEqual([])
  expect(projectedTexts(next, before, beside)).toEqual(['rows'])
})

it('remembers nothing of one of several records of a child', () => {
  rememberProjected(chronicled('a'), ['rows'], beside)
  rememberProjected({ ...chronicled('a', 'b'), several: { records: [], union: [] } }, ['rows'], beside)
  expect(projectedTexts(chronicled('a', 'b', 'c'), [entry('a'), entry('b')], beside)).toEqual([])
})
