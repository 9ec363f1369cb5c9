// A seal without secrecy, for tests and the simulation: it binds each row to its place as the real one does, says so when a row was moved,
// and seals nothing twice alike. Nothing outside tests imports it.
import { SealBroken, type Place, type Seal } from './seal.ts'

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()]

/** In place of the real one's nonce, and always of one length: how large a row is must not depend on what was sealed before. */
const nonceLength = 10
let sealings = 0

/** A seal of one store; `owner` stands for its key. */
export function plainSeal(owner: string): Seal {
  const nameOf = ({ table, key }: Place): Uint8Array => encoder.encode(`${owner}|${table}|${key}\n`)
  return {
    seal: async (place, plain) => {
      const name = nameOf(place)
      sealings += 1
      const before = [...name, ...encoder.encode(String(sealings).padStart(nonceLength, '0'))]
      const sealed = new Uint8Array(before.length + plain.length)
      sealed.set(before)
      sealed.set(plain, before.length)
      return sealed
    },
    open: async (place, sealed) => {
      const name = nameOf(place)
      const isHere = decoder.decode(sealed.subarray(0, name.length)) === decoder.decode(name)
      if (!isHere) throw new SealBroken()
      return sealed.subarray(name.length + nonceLength)
    },
    blindName: async (text) => Array.from(encoder.encode(`${owner}${text}`), (byte) => byte.toString(16)).join(''),
  }
}
