// Which key signs heads of this host. Former ones stay listed: heads that they signed prove as much as before.
import { textOfIntroduction } from '@komar/contract/heads'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { firstRow, oneRow } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { signText, type SigningPair } from './signing.ts'

const current = 'select public_key as "publicKey" from komar.signing_key where until is null'
const keyRow = z.object({ publicKey: z.string() })

/**
 * Lists the host's first signing key, or compares. With the owner's connection. `areNew`: the former is lost, so the new one comes
 * without its word. @throws an OperatorProblem when it is another, or one that was given up before.
 */
export async function recogniseSigningKey(owner: ClientBase, signing: SigningPair, areNew: boolean): Promise<void> {
  const known = await firstRow(owner, keyRow, current)
  if (known?.publicKey === signing.publicKey) return
  if (known === undefined || areNew) return list(owner, signing.publicKey, null)
  throw new OperatorProblem(
    'This signing key is not the one that belongs to this database. Put keys.json back into KOMAR_DATA from a backup. If it is lost, "komar start --new-keys" begins with a new one: heads signed before stay good under the old one.',
  )
}

/**
 * Takes a new signing key into use, with the former one's word for it. As the owner, while no server runs. `keep` puts the new one to
 * where the host finds it; if it fails, the former stays in use.
 */
export async function changeSigningKey(
  owner: ClientBase,
  { former, next, keep }: { former: SigningPair; next: SigningPair; keep: () => Promise<void> },
): Promise<void> {
  const known = await firstRow(owner, keyRow, current)
  if (known !== undefined && known.publicKey !== former.publicKey)
    throw new OperatorProblem('The signing key of KOMAR_DATA is not the one that belongs to this database.')
  if (known === undefined) await list(owner, former.publicKey, null)
  const { identity } = await oneRow(owner, z.object({ identity: z.uuid() }), 'select identity from komar.host')
  const introduction = signText(former, textOfIntroduction(identity, next.publicKey))
  await list(owner, next.publicKey, { by: former.publicKey, introduction }, keep)
}

async function list(
  owner: ClientBase,
  publicKey: string,
  introduced: { by: string; introduction: string } | null,
  keep?: () => Promise<void>,
): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query('update komar.signing_key set until = clock_timestamp() where until is null')
    const { rowCount } = await owner.query(
      'insert into komar.signing_key (public_key, introduced_by, introduction) values ($1, $2, $3) on conflict do nothing',
      [publicKey, introduced?.by ?? null, introduced?.introduction ?? null],
    )
    if (rowCount === 0)
      throw new OperatorProblem('This signing key was given up before: it is not taken into use again.')
    await keep?.()
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
