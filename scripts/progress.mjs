// One line for each step that takes a while, so that nobody wonders whether anything happens.

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Says what begins and how long it took.
 * @template T
 * @param {string} text
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(text, work) {
  say(`… ${text}`)
  const began = performance.now()
  const result = await work()
  say(`✓ ${text} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  return result
}

/** Something the reader can mend: printed without a stack. */
export class Problem extends Error {}

/**
 * Runs a script's main function; a problem is one line and exit code 1.
 * @param {() => Promise<number>} main
 */
export async function exitWith(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
