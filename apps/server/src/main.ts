// npm start runs this.
import { ownIo } from './cli/own-io.ts'
import { runCommand } from './cli/run-command.ts'
import { startCommand } from './cli/start.ts'

process.exitCode = await runCommand(startCommand, process.argv.slice(2), ownIo)
