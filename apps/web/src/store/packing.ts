// Text as bytes, compressed where the browser can: entries of one form are much alike, so a phone keeps three to five times as many.
// The first byte says how: 0 as it is, 1 gzip.

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()]
const asItIs = 0
const gzip = 1
/** Below this, compression saves less than it costs. */
const worthBytes = 2048

export type Packing = { pack: (text: string) => Promise<Uint8Array>; unpack: (bytes: Uint8Array) => Promise<string> }

/** Packs without compression: where there is none, and in the simulation, whose turns must not wait for another thread. */
export const plainPacking: Packing = {
  pack: async (text) => marked(asItIs, encoder.encode(text)),
  unpack: async (bytes) => decoder.decode(await unpackedBytes(bytes)),
}

const gzipPacking: Packing = {
  pack: async (text) => {
    const plain = encoder.encode(text)
    if (plain.length < worthBytes) return marked(asItIs, plain)
    return marked(gzip, await through(plain, new CompressionStream('gzip')))
  },
  unpack: plainPacking.unpack,
}

/** The best packing that this browser has. */
export function packing(): Packing {
  return typeof CompressionStream === 'undefined' ? plainPacking : gzipPacking
}

async function unpackedBytes(bytes: Uint8Array): Promise<Uint8Array> {
  const rest = bytes.subarray(1)
  return bytes[0] === gzip ? through(rest, new DecompressionStream('gzip')) : rest
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const source = new Blob([bytes.slice()]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(source).arrayBuffer())
}

function marked(how: number, bytes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(bytes.length + 1)
  packed[0] = how
  packed.set(bytes, 1)
  return packed
}
