// A disk of its own for a test, that can be filled up and fail: a file with a file system in it. Only root may mount one.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, statfs, truncate, writeFile, type FileHandle } from 'node:fs/promises'
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

/** As the count of free blocks says, which can be short. Written, not only reserved. */
async function takeRoom(file: FileHandle, directory: string, leaveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory)
  const block = Buffer.alloc(1024 * 1024)
  for (let left = bavail * bsize - leaveBytes; left > 0;) {
    const written = await writeIfRoom(file, block, Math.min(block.length, left))
    if (written === 0) return
    left -= written
  }
}

/** To the last block: what was held back for the file itself comes free only when it is on the disk. */
async function takeAll(file: FileHandle): Promise<void> {
  const block = Buffer.alloc(1024)
  for (;;) {
    await file.sync()
    if ((await writeIfRoom(file, block, block.length)) === 0) return
    while ((await writeIfRoom(file, block, block.length)) > 0);
  }
}

/** How much of it found room. */
async function writeIfRoom(file: FileHandle, block: Buffer, bytes: number): Promise<number> {
  try {
    return (await file.write(block, 0, bytes)).bytesWritten
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return 0
    throw error
  }
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
      const file = await open(ballast, 'a')
      try {
        await takeRoom(file, directory, leaveBytes)
        if (leaveBytes === 0) await takeAll(file)
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
