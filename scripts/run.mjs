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
 * Runs npm on a given Node: the npm that runs this script, where there is one.
 * @param {string} node
 * @param {string[]} args
 * @param {string} cwd
 */
export function runNpm(node, args, cwd) {
  const ownNpm = process.env.npm_execpath
  if (ownNpm?.endsWith('npm-cli.js')) return run(node, [ownNpm, ...args], { cwd, capture: true })
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, capture: true })
}

/**
 * What npm says went wrong, without its usage and its warnings.
 * @param {string} output
 */
export function explainNpm(output) {
  const lines = output.split('\n').filter((line) => line.startsWith('npm error'))
  const usage = lines.findIndex((line) => line.includes('Clean install a project'))
  return lines.slice(0, usage === -1 ? 30 : usage).join('\n')
}
