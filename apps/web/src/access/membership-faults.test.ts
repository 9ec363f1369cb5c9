import { describe, expect, it } from 'vitest'
import { membershipFaults, type MembershipValues } from './membership-faults.ts'

const fit: MembershipValues = { circle: '1', classes: ['identity'], since: '2014-01-01', until: '' }

describe('a membership', () => {
  it('needs a circle, a class and a first day', () => {
    expect(membershipFaults(fit)).toEqual([])
    const faults = membershipFaults({ circle: '', classes: [], since: '', until: '' })
    expect(faults.map(({ field }) => field)).toEqual(['circle', 'classes', 'since'])
  })

  it('does not end before it begins', () => {
    expect(membershipFaults({ ...fit, until: '2013-12-31' })[0]?.id).toBe('circle.until-before')
    expect(membershipFaults({ ...fit, until: 'soon' })[0]?.id).toBe('circle.until-fault')
    expect(membershipFaults({ ...fit, until: '2014-01-01' })).toEqual([])
  })
})
