// A seal without secrecy, for tests and the simulation: it binds each row to its place as the real one does, and says so when a row was
// moved. Nothing outside tests imports it.
import { SealBroken, type Place, type Seal } from './seal.ts'

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()]

/** A seal of one store; `owner` stands for its key. */
export function plainSeal(owner: string): Seal {
  const nameOf = ({ table, key }: Place): Uint8Array => encoder.encode(`${owner}|${table}|${key}\n`)
  return {
    seal: async (place, plain) => {
      const name = nameOf(place)
      const sealed = new Uint8Array(name.length + plain.length)
      sealed.set(name)
      sealed.set(plain, name.length)
      return sealed
    },
    open: async (place, sealed) => {
      const name = nameOf(place)
      const isHere = decoder.decode(sealed.subarray(0, name.length)) === decoder.decode(name)
      if (!isHere) throw new SealBroken()
      return sealed.subarray(name.length)
    },
    blindName: async (text) => Array.from(encoder.encode(`${owner}${text}`), (byte) => byte.toString(16)).join(''),
  }
}
