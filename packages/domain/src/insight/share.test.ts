import { describe, expect, test } from 'vitest'
import { addCount, countOne, noCount, shareOf } from './share.ts'

describe('a share', () => {
  test('has no percentage under twenty', () => {
    expect(shareOf(19, 19)).toEqual({ count: 19, of: 19, percent: null })
    expect(shareOf(0, 0).percent).toBeNull()
    expect(shareOf(1, 20)).toEqual({ count: 1, of: 20, percent: 5 })
    expect(shareOf(35, 64).percent).toBe(55)
  })
})

describe('an uncertain count', () => {
  test('what is certain is possible too', () => {
    const count = noCount()
    countOne(count, 'certain')
    countOne(count, 'possible')
    addCount(count, { certain: 2, possible: 5 })
    expect(count).toEqual({ certain: 3, possible: 7 })
  })
})
