import type { Command } from '../cli/command.ts'

const usage = `komar verify: proves that no accepted entry was changed, removed or put in another place

  komar verify [--head FILE]… [--against HEAD]… [--json]

  --head      a file with heads that were kept elsewhere, one a line, as "komar head", GET /v1/heads or a device gave them; - for
              standard input
  --against   a head in its short form, as it was written down or read out: 12345-abcd-…
  --json      { "fits": true, "entries": 51, "head": "…", "vouchedTo": 51, "heads": […], "erased": [] } or { "fits": false,
              "deed": "changed", "fault": "…", "seq": 7, "entry": "…", … }
  --help      this text

Exits 1 and names the first entry that does not fit, and what was done: changed, deleted, swapped, added, misplaced, truncated or
re-chained. Without a head it cannot tell whether the end was cut off, or the whole chain computed anew.
What is gone fits when an act of erasure in the chain names it; it is named with that act.
It covers entries, the chain, the chronicles they stand in, their classes and from whom they are withheld; not accounts, circles,
refusals or the log of readers.
`

export const verifyCommand = {
  name: 'verify',
  summary: 'prove that no accepted entry was changed or removed',
  usage,
  async run(args, io) {
    const { runVerify } = await import('./run-verify.ts')
    return runVerify(args, io)
  },
} satisfies Command
