import type { Command } from '../cli/command.ts'

const usage = `komar pack: is a country's pack of rules sound, and what does another one change

  komar pack check PACK [--json]         what is wrong, where, and what to write
  komar pack diff PACK PACK [--json]     what changes from the first to the second, for whom, with worked examples

  PACK     a country's id, as its folder in policies/ is called (kh, gb-sct), or a folder
  --json   check: [{ level, file, place, wrong, write, example }]; diff: { a, b, changes, consequences }
  --help   this text

A fault (✗) is something that Komar does not take; a look (?) is taken, and somebody should see whether it is meant.
How a pack is written: docs/policy-pack-guide.md. Exits 0 sound, or compared; 1 a fault; 2 misuse.
`

export const packCommand = {
  name: 'pack',
  summary: "check a country's pack of rules, or say what another one changes",
  usage,
  async run(args, io) {
    const { runPack } = await import('./run-pack.ts')
    return runPack(args, io)
  },
} satisfies Command
