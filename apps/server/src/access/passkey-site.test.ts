import { expect, it } from 'vitest'
import { siteOf } from './passkey-site.ts'

it('is the name of the public address, with its pages and no others', () => {
  expect(siteOf(['https://komar.example', 'https://other.example', 'https://komar.example:8443'])).toEqual({
    id: 'komar.example',
    origins: ['https://komar.example', 'https://komar.example:8443'],
  })
  expect(siteOf(['http://localhost:8080'])).toEqual({ id: 'localhost', origins: ['http://localhost:8080'] })
})

it.each(['https://192.0.2.7', 'https://[2001:db8::1]:8443'])('is none for a number: %s', (origin) => {
  expect(siteOf([origin])).toEqual({ id: null, origins: [] })
})
