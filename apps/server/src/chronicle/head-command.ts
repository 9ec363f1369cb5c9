import type { Command } from '../cli/command.ts'

const usage = `komar head: signs where the chain ends now, to be kept where this host cannot reach it

  komar head [--json]
  komar head --new-key

  --json      the signed head alone, on one line: to be sent or kept in a file
  --new-key   takes a new signing key into use; the old one stays listed, and its heads stay good. Komar must not be running
  --help      this text

Print it, write its short form into a notebook, or read it out over the telephone. It tells how many entries there are and nothing of
whom or what. Later "komar verify --against" shows whether anything before it was changed.
`

export const headCommand = {
  name: 'head',
  summary: 'sign where the chain ends, to be kept elsewhere',
  usage,
  async run(args, io) {
    const { runHead } = await import('./run-head.ts')
    return runHead(args, io)
  },
} satisfies Command
