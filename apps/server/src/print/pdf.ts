// A PDF of data, made by the press (press.ts), a process of its own: Typst is native code, and a text can end the process in which it
// runs. One sheet at a time, so that a text which ends the press takes no other sheet with it; the next sheet gets a new press.
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import type { Template } from './typst.ts'

/** The longest of a ledger with very many rows took seconds. */
const longestMs = 60_000

const answerSchema = z.union([
  z.object({ pdf: z.instanceof(Uint8Array) }),
  z.object({ fault: z.string(), operatorWords: z.string().nullable() }),
])

class PressEnded extends Error {}

let press: ChildProcess | null = null
let line: Promise<unknown> = Promise.resolve()

/**
 * Makes a PDF.
 * @param data what the template prints; goes in as JSON
 * @throws OperatorProblem where this platform has no Typst, Error where the template does not take the data, or the data ended the press
 */
export async function makePdf(template: Template, data: unknown): Promise<Buffer> {
  const job = { template, data: JSON.stringify(data) }
  // Once more with a new press: this one may have ended for another reason than this sheet.
  const made = line
    .then(() => pressed(job))
    .catch((error: unknown) => {
      if (error instanceof PressEnded) return pressed(job)
      throw error
    })
  line = made.catch(() => undefined)
  return made
}

async function pressed(job: { template: Template; data: string }): Promise<Buffer> {
  const running = (press ??= startPress())
  running.ref()
  running.channel?.ref()
  const timer = setTimeout(() => running.kill('SIGKILL'), longestMs)
  try {
    const answer = answerSchema.parse(await answerOf(running, job))
    if ('pdf' in answer) return Buffer.from(answer.pdf)
    if (answer.operatorWords !== null) throw new OperatorProblem(answer.operatorWords)
    throw new Error(`the template ${job.template} does not fit its data`)
  } finally {
    clearTimeout(timer)
    // A press that waits keeps no command from ending.
    running.unref()
    running.channel?.unref()
  }
}

function answerOf(running: ChildProcess, job: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new PressEnded('the press ended'))
    running.once('exit', ended)
    running.once('message', (answer) => {
      running.off('exit', ended)
      resolve(answer)
    })
    running.send(job, (error) => {
      if (error !== null) reject(error)
    })
  })
}

/** Windows starts no program without it. */
const bareEnvironment = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}

function startPress(): ChildProcess {
  // What a panic of Typst prints quotes the text that it was setting: it goes nowhere.
  const started = fork(join(import.meta.dirname, 'press.ts'), [], {
    execArgv: [],
    env: bareEnvironment,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  started.on('exit', () => {
    if (press === started) press = null
  })
  started.on('error', () => undefined) // 'exit' follows, or the sending fails
  return started
}
