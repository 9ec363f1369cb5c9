import { roundAnswered } from '@komar/domain/assess/round-kinds'
import { childLookedFor } from '@komar/domain/register/looked-for-kinds'
import { entry, people } from '@komar/domain/example-entries.fixture'
import { describe, expect, it } from 'vitest'
import { asLastTime, lastTime } from './last-time.ts'
import { stepsFor } from './what-follows.tsx'

const looked = (number: number, on: string, found: string) =>
  entry(number, childLookedFor, people.child, on, { facility: people.prison, found })
const answered = (number: number, on: string, body: Record<string, unknown>) =>
  entry(number, roundAnswered, people.child, on, body)

describe('the last round as the default', () => {
  it('takes over that the child is here and plain answers, and never what frightens', () => {
    const last = lastTime([
      looked(1, '2014-02-01', 'not-seen'),
      looked(2, '2014-03-01', 'seen'),
      answered(3, '2014-03-01', { eats: 'yes', ill: 'does-not-know', frightened: 'no', freely: 'yes' }),
    ])
    expect(last).toMatchObject({ on: '2014-03-01', found: 'seen' })
    expect(last && asLastTime(last)).toEqual({ found: 'seen', eats: 'yes', ill: undefined })
  })

  it('is nothing where there was no round', () => {
    expect(lastTime([])).toBeNull()
  })
})

describe('what follows from an answer', () => {
  const steps = (draft: Parameters<typeof stepsFor>[0]) => stepsFor(draft, '2014-03-01').map(({ form }) => form)

  it('is nothing where all is well, and where nobody asked', () => {
    expect(steps({ found: 'seen', eats: 'yes', ill: 'no', frightened: 'no', freely: 'yes' })).toEqual([])
    expect(steps({ eats: 'not-asked', ill: 'does-not-know', frightened: 'prefers-not-to-say' })).toEqual([])
  })

  it('begins with what frightens, and leads to a form where there is one', () => {
    expect(steps({ found: 'said-gone', eats: 'no', ill: 'yes', frightened: 'yes', freely: 'no' })).toEqual([
      'complaint',
      'measures',
      'measures',
      null,
      'departure',
    ])
    expect(steps({ found: 'not-seen' })).toEqual([null])
  })

  it('carries where the child is said to be into the form', () => {
    const [gone] = stepsFor({ found: 'said-gone', saidRoute: 'kin' }, '2014-03-01')
    expect(gone?.query).toBe('occurred=2014-03-01&route=kin')
  })
})
