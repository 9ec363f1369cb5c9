import type { GivenQuestionnaire } from '@komar/contract/questionnaires'
import { expect, it } from 'vitest'
import { inOrder } from './given-links.ts'

function link(id: string, state: GivenQuestionnaire['state'], days: Partial<GivenQuestionnaire>): GivenQuestionnaire {
  const plain = { form: '4-17', greeting: 'S', askedBy: 'D', made: '2014-01-01', until: '2014-02-01' } as const
  return { id, state, about: 'child', child: null, answeredOn: null, ...plain, ...days }
}

it('shows what waits longest first, then what ends next, then what is over, latest first', () => {
  const links = [
    link('called-off', 'revoked', { made: '2014-01-05' }),
    link('ends-late', 'open', { until: '2014-03-01' }),
    link('done', 'settled', { made: '2014-01-09' }),
    link('came-late', 'answered', { answeredOn: '2014-01-20' }),
    link('ends-soon', 'open', { until: '2014-02-01' }),
    link('ended-early', 'expired', { made: '2013-10-01' }),
    link('ended', 'expired', { made: '2013-12-01' }),
    link('came-early', 'answered', { answeredOn: '2014-01-10' }),
  ]
  expect(inOrder(links).map(({ id }) => id)).toEqual([
    'came-early',
    'came-late',
    'ends-soon',
    'ends-late',
    'ended',
    'ended-early',
    'done',
    'called-off',
  ])
})
