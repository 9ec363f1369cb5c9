/** Collects the bytes of a table's answers. Grows as needed; `take` empties it. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(1 << 17)
  #length = 0

  /** One byte. */
  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1)
    this.#bytes[this.#length] = value
    this.#length += 1
  }

  /** Text in ASCII, such as our own words. */
  ascii(text: string): void {
    this.#reserve(text.length)
    for (let index = 0; index < text.length; index += 1) this.#bytes[this.#length + index] = text.charCodeAt(index)
    this.#length += text.length
  }

  /** Any text, as UTF-8. */
  text(text: string): void {
    const size = Buffer.byteLength(text)
    this.#reserve(size)
    this.#bytes.write(text, this.#length)
    this.#length += size
  }

  /** A part of other bytes, as it is. */
  copy(bytes: Uint8Array, from: number, end: number): void {
    const size = end - from
    this.#reserve(size)
    let to = this.#length
    // Most parts are short: a loop is faster than a call then.
    if (size < 128) for (let at = from; at < end; at += 1, to += 1) this.#bytes[to] = bytes[at] ?? 0
    else this.#bytes.set(bytes.subarray(from, end), to)
    this.#length += size
  }

  /** A number of hundredths with two decimals: −239 is "-2.39". */
  hundredths(value: number): void {
    let rest = value
    if (rest < 0) {
      this.byte(0x2d)
      rest = -rest
    }
    const whole = Math.floor(rest / 100)
    if (whole < 10) this.byte(0x30 + whole)
    else this.ascii(String(whole))
    const part = rest - whole * 100
    const tenths = Math.floor(part / 10)
    this.byte(0x2e)
    this.byte(0x30 + tenths)
    this.byte(0x30 + part - tenths * 10)
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length))
    this.#length = 0
    return taken
  }

  #reserve(size: number): void {
    if (this.#length + size > this.#bytes.length) this.#grow(size)
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
