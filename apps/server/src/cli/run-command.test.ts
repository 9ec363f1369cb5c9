import { PassThrough } from 'node:stream'
import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { OperatorProblem } from '../operator-problem.ts'
import { type Command, Misuse } from './command.ts'
import { runCommandLine } from './run-command.ts'

const commands: Command[] = [
  command('greet', async (args) => {
    parseArgs({ args, options: { loud: { type: 'boolean' } } })
    return 0
  }),
  command('break', () => Promise.reject(new OperatorProblem('the tap drips: close it'))),
  command('guess', () => Promise.reject(new Misuse('--born is missing'))),
  command('crash', () => Promise.reject(new TypeError('a fault of ours'))),
]

test.each([
  [['greet', '--loud'], 0, '', ''],
  [['greet', '--help'], 0, 'how to greet\n', ''],
  [['greet', '--quiet'], 2, '', `("komar greet --help" says how)\n`],
  [['break'], 1, '', 'komar break: the tap drips: close it\n'],
  [['guess'], 2, '', 'komar guess: --born is missing ("komar guess --help" says how)\n'],
  [['dance'], 2, '', 'komar: there is no command "dance"; "komar --help" lists them.\n'],
  [['--help'], 0, '  greet  does it\n', ''],
  [[], 2, '  greet  does it\n', ''],
])('komar %j exits %i', async (args, code, output, fault) => {
  const { io, stdout, stderr } = makeIo()
  expect(await runCommandLine(commands, args, io)).toBe(code)
  expect(stdout()).toContain(output)
  expect(stderr()).toContain(fault)
  expect(stderr() === '').toBe(fault === '')
})

test('a fault of ours is not dressed up as the reader’s', async () => {
  await expect(runCommandLine(commands, ['crash'], makeIo().io)).rejects.toThrow('a fault of ours')
})

function command(name: string, run: Command['run']): Command {
  return { name, summary: 'does it', usage: `how to ${name}\n`, run }
}

function makeIo() {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const io = { stdin: new PassThrough(), stdout, stderr, environment: {}, now: () => '2012-01-31T00:00:00.000Z' }
  const read = (stream: PassThrough) => String(stream.read() ?? '')
  const said = { stdout: '', stderr: '' }
  return { io, stdout: () => (said.stdout += read(stdout)), stderr: () => (said.stderr += read(stderr)) }
}
