// `komar head`: the end of the chain, signed, on paper or in a file; and a new key to sign with.
import type { SignedHead } from '@komar/contract/heads'
import { parseArgs } from 'node:util'
import type { CommandIo } from '../cli/command.ts'
import { asOwner } from '../db/as-owner.ts'
import type { Database } from '../db/query.ts'
import { readSettings, type Settings } from '../env.ts'
import { loadHostKeys, replaceSigningSeed } from '../keys/host-keys.ts'
import { changeSigningKey, recogniseSigningKey } from '../keys/known-signing-key.ts'
import { makeSigningSeed, signingKeyOf } from '../keys/signing.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { shortHead } from './short-head.ts'
import { signHead } from './signed-heads.ts'

const name = 'komar head'

/** The command, with its exit code. */
export async function runHead(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, 'new-key': { type: 'boolean', default: false } },
  })
  const settings = readSettings(io.environment)
  if (values['new-key']) return takeNewKey(settings, io)
  const head = await asOwner(settings, { name }, async (owner) => {
    const { signing } = await loadHostKeys(settings.dataDirectory, settings.keys)
    await recogniseSigningKey(owner, signing, false)
    return signHead(owner, signing)
  })
  if (head === null) throw new OperatorProblem('This host has no entries yet: there is nothing to sign.')
  io.stdout.write(values.json ? `${JSON.stringify(head)}\n` : inWords(head, new URL(settings.origin).host))
  return 0
}

async function takeNewKey(settings: Settings, io: CommandIo): Promise<number> {
  if (settings.keys.signing !== undefined)
    throw new OperatorProblem(
      'The signing key of this host comes from KOMAR_SIGNING_KEY: set another one there, and start once with --new-keys.',
    )
  const key = await asOwner(settings, { name, purpose: 'serve' }, async (owner) => {
    await refuseWhereRunning(owner)
    const { signing } = await loadHostKeys(settings.dataDirectory, settings.keys)
    const next = signingKeyOf(makeSigningSeed())
    await signHead(owner, signing) // the former key's last word
    const keep = () => replaceSigningSeed(settings.dataDirectory, next.seed)
    await changeSigningKey(owner, { former: signing, next, keep })
    return next.publicKey
  })
  io.stdout.write(`Heads are signed under ${key} from now on. Keep a copy of keys.json elsewhere, or make a backup.\n`)
  return 0
}

async function refuseWhereRunning(owner: Database): Promise<void> {
  const { rows } = await owner.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'komar%'`,
  )
  if ((rows[0]?.others ?? 0) > 0) throw new OperatorProblem('Komar is running on this database: stop it first.')
}

function inWords(head: SignedHead, host: string): string {
  const { seq, at, chain, key, epoch } = head
  return `The history of ${host}, as far as number ${seq}

  To write down or read out   ${shortHead(head)}
  Signed                      ${at}
  Chain                       ${chain}
  Epoch                       ${epoch}
  Key                         ${key}

${JSON.stringify(head)}
`
}
