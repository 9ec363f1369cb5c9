// PostgreSQL refuses to run as root. Started by root, Komar runs it as the system's postgres user or, where there is none, as nobody.
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorProblem } from '../operator-problem.ts'

export type Account = { name: string; uid: number; gid: number }

/** The account that PostgreSQL must run as, or null when it can run as whoever started Komar. */
export async function chooseAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const line = lines.find(([name]) => name === wanted)
    if (line?.[2] !== undefined && line[3] !== undefined) {
      return { name: wanted, uid: Number(line[2]), gid: Number(line[3]) }
    }
  }
  throw new OperatorProblem(
    'PostgreSQL does not run as root and /etc/passwd has neither a postgres nor a nobody user: start Komar as an ordinary user.',
  )
}

/** Whether an account can enter a directory, by the permissions of it and of every directory above it. */
export async function mayReach(account: Account, directory: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(directory)
  const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & execute) === 0) return false
  const parent = dirname(directory)
  return parent === directory || mayReach(account, parent)
}
