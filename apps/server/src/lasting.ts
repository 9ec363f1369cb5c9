// Names of files that must be there after the power went: a file's bytes are flushed with the file, its name only with its directory.
import { open } from 'node:fs/promises'

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
