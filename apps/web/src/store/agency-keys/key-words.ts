// What people compare by voice before a key is given: a few figures that follow from the public half alone.
const groups = 5
const figures = 4

/** Five groups of four figures, as of a telephone number; the same for the same recipient, everywhere. */
export async function fingerprintOf(recipient: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(recipient)))
  const view = new DataView(digest.buffer)
  return Array.from({ length: groups }, (_, at) =>
    String(view.getUint32(at * 4) % 10 ** figures).padStart(figures, '0'),
  ).join(' ')
}
