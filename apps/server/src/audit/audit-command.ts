import type { Command } from '../cli/command.ts'

const usage = `komar audit: lists for an auditor, and the check whether they were changed

  komar audit export FILE [--since DAY] [--until DAY] [--logins] [--json]
  komar audit check FILE [--key PUBLIC-KEY] [--json]

  --since, --until   first and last day, YYYY-MM-DD in UTC; all of the history unless given
  --logins           staff under the name with which they sign in, too; a carer's never
  --key              the host's public key as it was published, so that nobody else's signature passes
  --json             export: the manifest; check: { "fits", "faults", "manifest" }
  --help             this text

The file is a ZIP of tables (CSV): who opened whose file, when and in which classes; who wrote, corrected or withdrew; what was refused
and by which rule; accounts. Nobody's name and nothing of what was written is in it: people and children have names that hold within one
export alone. "check" exits 1 when a line of it was changed after it was made.
`

export const auditCommand = {
  name: 'audit',
  summary: 'make lists for an auditor, or check whether they were changed',
  usage,
  async run(args, io) {
    const { runAudit } = await import('./run-audit.ts')
    return runAudit(args, io)
  },
} satisfies Command
