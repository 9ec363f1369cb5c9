import { describe, expect, it } from 'vitest'
import { pageOfRefused, unanswered, type Refused } from './unanswered.ts'

const child = '01940000-0000-7000-8000-00000000000c'

function refused(id: string, more: Partial<Refused> = {}): Refused {
  return {
    id,
    kind: 'register.birth-stated',
    subject: child,
    received: '2014-12-01T02:00:00.000Z',
    problem: { code: 'gate.refused' },
    isAnswered: false,
    ...more,
  }
}

describe('refusals kept by the host', () => {
  it('leave out what was answered, and what this device lists itself', () => {
    const refusals = [refused('a'), refused('b', { isAnswered: true }), refused('c')]
    expect(unanswered(refusals, [{ id: 'c' }]).map(({ id }) => id)).toEqual(['a'])
  })

  it('lead to whom they were about', () => {
    expect(pageOfRefused(refused('a'))).toEqual({ to: '/children/$id', id: child })
  })

  it('lead nowhere when their subject never came to be, or nobody knows the kind', () => {
    expect(pageOfRefused(refused('a', { kind: 'register.child-registered' }))).toBeNull()
    expect(pageOfRefused(refused('a', { kind: 'unheard.of' }))).toBeNull()
    expect(pageOfRefused(refused('a', { kind: null, subject: null }))).toBeNull()
  })
})
