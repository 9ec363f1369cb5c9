import { expect, it } from 'vitest'
import { isPublicAddress, isPushAddress, publicLookup } from './push-address.ts'

it.each(['8.8.8.8', '142.250.1.1', '2a00:1450:4001:82a::200a'])('lets the public address %s through', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each(
  '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:a00:1 fe80::1 fc00::1 fd12::1 ff02::1 64:ff9b::a00:1 2002:a00:1::1 2001:db8::1 2001::1 localhost'.split(
    ' ',
  ),
)('keeps %s out', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

it.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://user:secret@fcm.googleapis.com/x', false],
  ['https://10.0.0.1/x', false],
  ['https://0x7f000001/x', false],
  ['https://2130706433/x', false],
  ['https://[fd12::1]/x', false],
  ['https://intranet/x', false],
  ['https://localhost/x', false],
  ['http://127.0.0.1:5432/x', false],
  ['file:///etc/passwd', false],
  ['not an address', false],
])('%s may be pushed to: %s', (endpoint, expected) => {
  expect(isPushAddress(endpoint, false)).toBe(expected)
})

it('lets tests push to this machine, and nowhere else', () => {
  expect(isPushAddress('http://127.0.0.1:5432/x', true)).toBe(true)
  expect(isPushAddress('http://10.0.0.1:5432/x', true)).toBe(false)
})

it.each([true, false])('fails for a name that leads inside when it is resolved (all: %s)', async (all) => {
  const failed = await new Promise((resolve) => publicLookup('localhost', { all }, resolve))
  expect(failed).toMatchObject({ code: 'EACCES' })
})
