// What the page after a form says was recorded. It stays in this page's memory: a browser writes the state of its history to the disk,
// in clear, so the history carries a number and no word.

export type LastRecorded = { number: number; said: string; isSent: boolean }

let last: LastRecorded | null = null
let given = 0

/** Keeps what was recorded, in words, for the next page; answers the number that leads to it. */
export function noteRecorded(said: string, isSent: boolean): number {
  given += 1
  last = { number: given, said, isSent }
  return given
}

/** What a number leads to; null after a reload, and for an earlier one. */
export function recordedAs(number: number | undefined): LastRecorded | null {
  return last?.number === number ? last : null
}

/** On locking. */
export function forgetRecorded(): void {
  last = null
}
