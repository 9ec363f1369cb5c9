import type { Command } from '../cli/command.ts'
import type { World } from '../chronicle/world.ts'

const usage = `komar restore: loads a backup into a host

  komar restore FILE [--identity KEY-FILE] [--replace NAME] [--json]

  --identity   a file with the private key (AGE-SECRET-KEY-…); else the host's own in the data directory
  --replace    gives up what this host holds, for the backup. NAME is the host's name, as it stands in KOMAR_ORIGIN ("localhost"
               where that is not set), typed so that nobody does it to the wrong one
  --json       { "entries", "head", "epoch", "rows": { … }, "withdrawn": { "invitations", "questionnaires" } }
  --help       this text

Komar must not be running. All of it is loaded and verified, or nothing is changed. The restored host is a new epoch: devices offer
again what they have beyond the backup, everybody signs in anew, and one-time links that were open are withdrawn. What was ended after
the backup (a device called off, an account disabled, a recovery code used) holds again: end it anew. The host's keys come with it
(keys.json); those that lay there are kept under another name.
`

/** The command, given the world of each country. */
export function restoreCommand(worldOf: (country: string) => Promise<World>): Command {
  return {
    name: 'restore',
    summary: 'load a backup into a host',
    usage,
    async run(args, io) {
      const { runRestore } = await import('./run-restore.ts')
      return runRestore(args, io, worldOf)
    },
  }
}
