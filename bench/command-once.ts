// One command of Komar in this process, which then tells its parent what it used.
import { runCommandLine } from '@komar/server/src/cli/run-command.ts'
import { ownIo } from '@komar/server/src/cli/own-io.ts'
import { growthCommand } from '@komar/server/src/wellbeing/growth-command.ts'
import { scoreCommand } from '@komar/server/src/wellbeing/score-command.ts'

const code = await runCommandLine([growthCommand, scoreCommand], process.argv.slice(2), ownIo)
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
process.send?.({ code, cpuMs: (userCPUTime + systemCPUTime) / 1000, maxMb: maxRSS / 1000 })
process.disconnect()
