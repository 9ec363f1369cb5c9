// Loads the demonstration into a data directory, once, and stops again: each worker of the journeys goes on with a copy of its own.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from './places.mjs'
import { Problem, step } from './progress.mjs'

/**
 * @param {string} node
 * @param {{ directory: string, port: number }} host an empty data directory, and a port for the moment between loading and stopping
 */
export async function loadDemonstration(node, { directory, port }) {
  await step('Loading the demonstration', async () => {
    const env = { ...process.env, KOMAR_DATA: directory, PORT: String(port) }
    const host = spawn(node, [join(ROOT, 'apps/server/src/main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise((resolve) => host.once('exit', (code) => resolve(code)))
    const stop = () => host.kill('SIGTERM')
    process.once('exit', stop)
    const said = []
    const listen = (stream) =>
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (line.startsWith('✓ Komar is at')) stop()
      })
    listen(host.stdout)
    listen(host.stderr)
    const code = await ended
    process.off('exit', stop)
    if (code !== 0) throw new Problem(`${said.slice(-20).join('\n')}\nThe demonstration could not be loaded.`)
  })
}
