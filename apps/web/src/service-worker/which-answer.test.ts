import { describe, expect, it } from 'vitest'
import { whichAnswer } from './which-answer.ts'

const origin = 'https://komar.example.org'

function answer(path: string, mode = 'navigate', method = 'GET'): string {
  return whichAnswer({ url: new URL(path, origin).href, mode, method }, origin)
}

describe('the service worker', () => {
  it.each([
    '/',
    '/children',
    '/children/01940000-0000-7000-8000-00000000000c',
    '/index.html',
    '/came-in?code=a.b/v1/&state=c',
  ])('answers the page %s from this device', (path) => expect(answer(path)).toBe('page'))

  it.each(['/assets/index-1a2b.js', '/icons/neutral.svg', '/manifests/komar.km.webmanifest'])(
    'answers the file %s from this device',
    (path) => expect(answer(path, 'no-cors')).toBe('file'),
  )

  it.each(['/v1', '/v1/session', '/v1/feed?after=x', '/v1/entries', '/v1/../v1/children/search'])(
    'leaves what the API says at %s alone, however it is asked',
    (path) => {
      for (const mode of ['cors', 'no-cors', 'same-origin']) expect(answer(path, mode)).toBe('leave')
      for (const method of ['POST', 'PUT', 'DELETE']) expect(answer(path, 'cors', method)).toBe('leave')
    },
  )

  it('lets an address of the API open like a page only where somebody is at work', () => {
    expect(answer('/v1/reports/situation?lang=en')).toBe('api-page')
    expect(answer('/v1/docs')).toBe('leave')
    expect(answer('/v1/docs/../reports/situation')).toBe('api-page')
  })

  it('keeps nothing of a teacher’s link, and never answers it with the app', () => {
    expect(answer('/q')).toBe('leave')
    expect(answer('/q/q-1a2b.js', 'cors')).toBe('leave')
    expect(answer('/quiet')).toBe('page')
  })

  it('leaves other sites, forms, files opened by name and the host’s health alone', () => {
    expect(answer('https://elsewhere.example.org/', 'cors')).toBe('leave')
    expect(answer('/children', 'navigate', 'POST')).toBe('leave')
    expect(answer('/robots.txt')).toBe('leave')
    expect(answer('/healthz')).toBe('leave')
    expect(answer('/readyz')).toBe('leave')
  })
})
