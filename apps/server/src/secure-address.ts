// Addresses over which a secret may go: https, or plain http that never leaves this very machine.

/** How a machine is called on itself, as `hostname` of a URL has it. */
export const localHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** False for what is no address. */
export function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && localHosts.includes(hostname))
}
