import { parseArgs } from 'node:util'
import { readSettings } from '../env.ts'
import type { Command } from './command.ts'

const usage = `komar start: runs Komar until it is stopped (Ctrl-C)

  komar start [--no-demo] [--country ISO] [--new-keys]

  --no-demo   on an empty database: for real use, without demonstration data and accounts
  --country ISO   with --no-demo, on an empty database: whose rules, as a folder of policies/ is called (default kh; gb-sct);
                  a host keeps the rules that it began with
  --new-keys  the host's key file is lost: begin with new keys; what was sealed to the old ones stays closed
  --help      this text

Settings, from the environment:
  KOMAR_DATA     data directory (default ./data)
  PORT           port to listen on (default 8080)
  KOMAR_HOST     address to listen on (default 127.0.0.1)
  KOMAR_TRUSTED_PROXIES   addresses of proxies in front, with commas between them
  KOMAR_ORIGIN   public address, such as https://komar.example.org, when Komar is behind a proxy
  KOMAR_BACKUP_DIR     where the host puts backups that it makes by itself, best on another disk; without it, it makes none
  KOMAR_BACKUP_HOURS   how often (default 24)
  KOMAR_BACKUP_KEEP    how many days, weeks and months (default 7,5,12)
  KOMAR_SMTP_URL, KOMAR_MAIL_FROM   a mail server and the sender's address; without them no e-mail
  KOMAR_OIDC_ISSUER, KOMAR_OIDC_CLIENT_ID, KOMAR_OIDC_CLIENT_SECRET_FILE, KOMAR_OIDC_NAME   an identity provider by which people may
                 come in, and what its button says (docs/operations.md, with what else can be set of it)
  KOMAR_HAND_IN_KEY, KOMAR_ATTACHMENT_KEY, KOMAR_PUSH_KEY, KOMAR_SIGNING_KEY   the host's keys, for several processes; else keys.json in KOMAR_DATA
  DATABASE_URL, DATABASE_APP_URL   a PostgreSQL 15 or newer, in place of the embedded one: as the owner, and as the app's role
`

const options = {
  'no-demo': { type: 'boolean', default: false },
  country: { type: 'string' },
  'new-keys': { type: 'boolean', default: false },
} as const

export const startCommand = {
  name: 'start',
  summary: 'run Komar until it is stopped',
  usage,
  async run(args, io) {
    const { values } = parseArgs({ args, options })
    // The server is the largest part; the other commands need not wait for it.
    const { serve } = await import('../serve.ts')
    const say = (line: string) => void io.stdout.write(`${line}\n`)
    await serve(readSettings(io.environment), {
      isDemonstration: !values['no-demo'],
      country: values.country,
      areKeysNew: values['new-keys'],
      say,
      terminal: 'isTTY' in io.stdin && io.stdin.isTTY === true ? io : undefined,
      stopRequested: untilSignal(),
    })
    return 0
  },
} satisfies Command

// Later signals are left to the stop that the first one began: npm and a terminal send them twice.
function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
  })
}
