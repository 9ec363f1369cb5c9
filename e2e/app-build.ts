// Two builds of the web app for one journey: this checkout's own, and a later version of it.
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const web = join(import.meta.dirname, '../apps/web')

/** This checkout's own build. */
export const ownBuild = join(web, 'dist')

/** Builds the web app again with a mark on it, as a later version would be: other files, another list of them. Answers where it is. */
export async function buildMarked(mark: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'komar-web-'))
  await build({
    configFile: join(web, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'komar-journey:mark',
        transform: (code, id) =>
          id.endsWith('/src/main.tsx')
            ? `${code}\ndocument.documentElement.dataset.build = ${JSON.stringify(mark)}`
            : null,
      },
    ],
  })
  return outDir
}

/** The addresses of all files of a build that a device keeps. */
export async function addressesOf(webRoot: string): Promise<string[]> {
  const entries = await readdir(webRoot, { recursive: true, withFileTypes: true })
  return (
    entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name !== 'service-worker.js')
      .map((entry) => join(entry.parentPath, entry.name).slice(webRoot.length).replaceAll('\\', '/'))
      // The page of a teacher's link is no part of the app, and is kept on no device.
      .filter((address) => address !== '/q.html' && !address.startsWith('/q/'))
      .toSorted()
  )
}
