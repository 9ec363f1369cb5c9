import { expect, it } from 'vitest'
import { makeHostKeys } from '../keys/host-keys.ts'
import { agentKind, networkPrefix, placeOf } from './place.ts'

it.each([
  ['203.0.113.9', '203.0'],
  ['::ffff:203.0.113.9', '203.0'],
  ['2001:db8:7:1::1', '2001:db8'],
  ['::1', '0:0'],
])('counts %s to the network %s', (address, network) => {
  expect(networkPrefix(address)).toBe(network)
})

const phone =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

it('takes a browser that updated itself for the same, and another one for another', () => {
  expect(agentKind(phone.replaceAll('130', '131').replace('Android 10', 'Android 11'))).toBe(agentKind(phone))
  expect(agentKind(phone.replace('Mobile ', ''))).not.toBe(agentKind(phone))
})

it('tells neither address nor browser, and another host has other hashes', async () => {
  const [here, there] = [await makeHostKeys(), await makeHostKeys()]
  const from = { address: '203.0.113.9', userAgent: phone }
  const place = placeOf(here, from)
  expect(place).toEqual(placeOf(here, { ...from, address: '203.0.5.5' }))
  expect(place.network).toMatch(/^[0-9a-f]{64}$/u)
  expect(placeOf(there, from).network).not.toBe(place.network)
  expect(placeOf(here, { ...from, address: '198.51.100.1' })).toEqual({
    ...place,
    network: expect.not.stringMatching(place.network),
  })
})
