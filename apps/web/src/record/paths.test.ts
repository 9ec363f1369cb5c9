import { describe, expect, it } from 'vitest'
import { comingBack, wayBack } from './paths.ts'

describe('the way back from a form that was opened to mend something', () => {
  it('is the form that it was opened from', () => {
    const then = '/children/1/record/separation-plan?kin=2'
    const search = new URL(comingBack('/children/1/record/view?whose=mother', then), 'http://komar.test').searchParams
    expect(search.get('whose')).toBe('mother')
    expect(wayBack({ query: { back: search.get('back') ?? '' } })).toBe(then)
  })

  it('may be the page of a visit, whose draft is kept', () => {
    expect(wayBack({ query: { back: '/facilities/1/visit' } })).toBe('/facilities/1/visit')
    expect(wayBack({ query: { back: '/facilities/1/visit/elsewhere' } })).toBeUndefined()
  })

  it.each(['https://elsewhere.test/', '//elsewhere.test', '/sign-in', '/children/1', ''])('is never %s', (then) => {
    expect(wayBack({ query: { back: then } })).toBeUndefined()
  })
})
