// Where web push may go. The address comes from a browser, so from anyone: without this, whoever subscribes makes the host call machines
// of its own network. Names are resolved when the call is made, and each address is looked at: a name may lead elsewhere later.
// Source: OWASP, Server-Side Request Forgery Prevention; ranges: IANA special-purpose address registries.
import { lookup } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import { localHosts } from '../secure-address.ts'

const inner = new BlockList()
const innerV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
for (const range of innerV4.split(' ')) {
  const [net = '', bits] = range.split('/')
  inner.addSubnet(net, Number(bits))
}
// Global unicast alone is let through; within it these lead to IPv4 addresses or nowhere.
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  inner.addSubnet(net, bits, 'ipv6')
}

/** Whether an IP address is one of the public Internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return globalV6.check(address, 'ipv6') && !inner.check(address, 'ipv6')
  return isIP(address) === 4 && !inner.check(address)
}

/** Whether web push may go there as far as the address itself says: https, the usual port, a name and no number. */
export function isPushAddress(endpoint: string, allowsLoopback: boolean): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  if (localHosts.includes(hostname)) return allowsLoopback
  const isName = hostname.includes('.') && !hostname.startsWith('[') && isIP(hostname) === 0
  return protocol === 'https:' && port === '' && isName
}

/** Resolves a name as node does, and fails when any of its addresses is not public. */
export const publicLookup: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, [])
    const [first] = found
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) {
      return done(Object.assign(new Error('not a public address'), { code: 'EACCES' }), [])
    }
    return options.all === true ? done(null, found) : done(null, first.address, first.family)
  })
}
