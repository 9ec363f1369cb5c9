// A head that a person can write down or read out over the telephone: the entry's number, then 24 letters and digits in fours, of which
// the last six are a checksum. It is Bech32m (BIP 350), whose alphabet leaves out 1, b, i and o, and which notices every one to four
// wrong characters. 18 characters carry the first 90 bits of the chain's hash: to make another history with the same is out of reach.
import { bech32m } from '@scure/base'

const hashWords = 18
const prefixOf = (seq: number): string => `komar${seq}`

/** 'N-xxxx-xxxx-xxxx-xxxx-xxxx-xxxx' of a head; `chain` in hex. */
export function shortHead({ seq, chain }: { seq: number; chain: string }): string {
  const words = bech32m.toWords(Buffer.from(chain, 'hex')).slice(0, hashWords)
  const prefix = prefixOf(seq)
  const letters = bech32m.encode(prefix, words).slice(prefix.length + 1)
  return [String(seq), ...(letters.match(/.{4}/gu) ?? [])].join('-')
}

/** Reads one, however it was spaced and in capitals or not; null when it has a mistake. `shows` tells whether a chain begins so. */
export function readShortHead(text: string): { seq: number; shows: (chain: string) => boolean } | null {
  const found = /^(\d{1,15})[^0-9a-z]+([0-9a-z][^!]*)$/u.exec(text.trim().toLowerCase())
  if (found === null) return null
  const seq = Number(found[1])
  const letters = (found[2] ?? '').replaceAll(/[\s.·-]/gu, '')
  const read = bech32m.decodeUnsafe(`${prefixOf(seq)}1${letters}`)
  if (read === undefined || read.words.length !== hashWords) return null
  const shows = (chain: string): boolean =>
    bech32m
      .toWords(Buffer.from(chain, 'hex'))
      .slice(0, hashWords)
      .every((word, place) => word === read.words[place])
  return { seq, shows }
}
