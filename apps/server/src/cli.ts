// npx komar …: the table of commands. What a command needs is loaded when it is called, so that the others start at once.
import { auditCommand } from './audit/audit-command.ts'
import { backupCommand } from './backup/backup-command.ts'
import { restoreCommand } from './backup/restore-command.ts'
import { administratorCommand } from './cli/administrator.ts'
import type { Command } from './cli/command.ts'
import { headCommand } from './chronicle/head-command.ts'
import { handInCommand } from './chronicle/hand-in-command.ts'
import { rebuildCommand } from './chronicle/rebuild-command.ts'
import { scrubCommand } from './chronicle/scrub-command.ts'
import { verifyCommand } from './chronicle/verify-command.ts'
import { demoCommand } from './demo/demo-command.ts'
import { reportCommand } from './insight/report-command.ts'
import { clockCommand } from './law/clock-command.ts'
import { migrateCommand } from './cli/migrate.ts'
import { ownIo } from './cli/own-io.ts'
import { runCommandLine } from './cli/run-command.ts'
import { startCommand } from './cli/start.ts'
import { packCommand } from './policy/pack-command.ts'
import { growthCommand } from './wellbeing/growth-command.ts'
import { scoreCommand } from './wellbeing/score-command.ts'

const commands: readonly Command[] = [
  startCommand,
  administratorCommand,
  migrateCommand,
  verifyCommand,
  headCommand,
  auditCommand,
  rebuildCommand(async (country) => (await import('./world.ts')).worldOf(country)),
  backupCommand(async (country) => (await import('./world.ts')).worldOf(country)),
  restoreCommand(async (country) => (await import('./world.ts')).worldOf(country)),
  scrubCommand,
  handInCommand,
  clockCommand,
  packCommand,
  growthCommand,
  scoreCommand,
  demoCommand,
  reportCommand,
]

process.exitCode = await runCommandLine(commands, process.argv.slice(2), ownIo)
