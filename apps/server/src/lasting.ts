// Names of files that must be there after the power went: a file's bytes are flushed with the file, its name only with its directory.
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Waits until the names in a directory are on the disk. Windows does that by itself. */
export async function flushNames(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives a finished file its name, in place of what has it; after this it is there under that name, whatever happens. */
export async function renameForGood(from: string, to: string): Promise<void> {
  await rename(from, to)
  await flushNames(dirname(to))
}
