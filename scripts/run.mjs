import { spawn } from 'node:child_process'

/**
 * Runs a program to its end. Signals that this process gets are passed on, so that stopping `npm start` stops the server gracefully.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, capture?: boolean }} [options] capture keeps the output instead of showing it
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { cwd, env, capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(program, args, { cwd, stdio, env: { ...process.env, ...env } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    const settle = (finish) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass)
      finish()
    }
    child.on('error', (error) => settle(() => reject(error)))
    child.on('close', (code, signal) => settle(() => resolve({ code: code ?? (signal === null ? 1 : 130), output })))
  })
}

/**
 * Runs npm: the one that runs this script, where there is one.
 * @param {string[]} args
 * @param {{ cwd?: string }} [options]
 */
export function runNpm(args, { cwd } = {}) {
  const ownNpm = process.env.npm_execpath
  if (ownNpm?.endsWith('.js')) return run(process.execPath, [ownNpm, ...args], { cwd, capture: true })
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, capture: true })
}
