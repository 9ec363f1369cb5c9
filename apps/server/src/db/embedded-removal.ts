// Takes an embedded engine away whose Komar was killed: its server, which goes on without one, and every file of it.
import { rm } from 'node:fs/promises'
import { chooseAccount } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { findPostmaster, stopPostmaster } from './embedded-cluster.ts'
import { findPlaces } from './embedded-places.ts'

/** Stops what runs in a data directory, if it is ours to stop, and removes the engine and the directory. For scratch hosts alone. */
export async function removeEngine(dataDirectory: string): Promise<void> {
  const places = await findPlaces(dataDirectory)
  const postmaster = await findPostmaster(places.cluster)
  if (postmaster !== null && mayStop(postmaster.pid)) {
    const account = await chooseAccount()
    await stopPostmaster({ account, binaries: await findBinaries(account), places }, postmaster.pid)
  }
  for (const place of [places.directory, places.socketDirectory, dataDirectory])
    await rm(place, { recursive: true, force: true })
}

/** Another user's process is none of ours, whatever number stands in our file. */
function mayStop(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
