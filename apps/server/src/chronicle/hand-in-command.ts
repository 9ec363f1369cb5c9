import type { Command } from '../cli/command.ts'

const usage = `komar hand-in: takes in a file of sealed work that a phone wrote, such as from a stick

  komar hand-in FILE [--json]

  --json   { "kept": number, "refused": { "because": number } }
  --help   this text

The file: a first line {"format":"komar-hand-in","version":1,"device":"…"}, then one box in base64 a line. Nothing is appended: it
waits until its author, signed in anywhere, has seen it. The same file again is harmless. Exits 1 when a box was refused.
With DATABASE_URL the database there, else the one in KOMAR_DATA.
`

export const handInCommand = {
  name: 'hand-in',
  summary: 'take in a file of sealed work from a phone',
  usage,
  async run(args, io) {
    const { runHandIn } = await import('./run-hand-in.ts')
    return runHandIn(args, io)
  },
} satisfies Command
