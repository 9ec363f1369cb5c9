// A disk of its own for a test, that can be filled up and fail: a file with a file system in it. Only root may mount one.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, statfs, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Processes of a killed database need a moment to end, and hold the disk until then. */
async function unmount(directory: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run('umount', [directory])
      return
    } catch (error) {
      if (tries === 600) throw error
      await pause(100)
    }
  }
}

export type SmallDisk = {
  /** Where it is mounted; everybody may enter. */
  directory: string
  /** Takes all the room that is left, but for so many bytes. */
  fill: (leaveBytes?: number) => Promise<void>
  /** Gives that room back. */
  empty: () => Promise<void>
  /** What the system does after an error of the disk: from now on nothing is written. */
  fail: () => Promise<void>
  /** Mends a disk that failed, as an administrator would; nothing may use it meanwhile. */
  mend: () => Promise<void>
  remove: () => Promise<void>
}

/** Makes and mounts one of so many bytes. */
export async function makeSmallDisk(bytes: number): Promise<SmallDisk> {
  const place = await mkdtemp(join(tmpdir(), 'komar-disk-'))
  const image = join(place, 'image')
  const directory = join(place, 'disk')
  const ballast = join(directory, 'ballast')
  await run('chmod', ['755', place])
  await mkdir(directory)
  await writeFile(image, '')
  await truncate(image, bytes)
  await run('mkfs.ext4', ['-q', '-m', '0', image])
  const mount = () => run('mount', ['-o', 'loop', image, directory])
  await mount()
  return {
    directory,
    fill: async (leaveBytes = 0) => {
      const { bavail, bsize } = await statfs(directory)
      const file = await open(ballast, 'a')
      const block = Buffer.alloc(1024 * 1024)
      try {
        // Written, not only reserved; the last blocks of a file system may be gone before the count says so.
        for (let left = bavail * bsize - leaveBytes; left > 0; left -= block.length)
          await file.write(block, 0, Math.min(block.length, left))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        await file.close()
      }
    },
    empty: () => rm(ballast, { force: true }),
    fail: async () => void (await run('mount', ['-o', 'remount,abort', directory])),
    mend: async () => {
      await unmount(directory)
      // 1: errors were mended.
      await run('fsck.ext4', ['-p', '-f', image]).catch((error: { code?: number }) => {
        if (error.code !== 1) throw error
      })
      await mount()
    },
    remove: async () => {
      await run('umount', ['--lazy', directory]).catch(() => undefined)
      await rm(place, { recursive: true, force: true })
    },
  }
}
