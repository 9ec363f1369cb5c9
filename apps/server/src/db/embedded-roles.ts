// The database and the two roles that Komar signs in with, the same as a production server has: the owner makes tables and is no
// superuser, so that row-level security holds for it here exactly as it does there; the app owns nothing.
import pg from 'pg'
import type { Secrets } from './embedded-places.ts'

export const DATABASE = 'komar'
export const OWNER = 'komar_owner'
export const APP = 'komar_app'

/** Makes what is missing; the connection is the administrator's. May be interrupted anywhere and repeated. */
export async function ensureRolesAndDatabase(administrator: pg.Client, secrets: Secrets): Promise<void> {
  const ownerPassword = pg.escapeLiteral(secrets.owner)
  const appPassword = pg.escapeLiteral(secrets.app)
  await ensure(
    administrator,
    'pg_roles where rolname',
    OWNER,
    `create role ${OWNER} login createrole password ${ownerPassword}`,
  )
  await ensure(
    administrator,
    'pg_roles where rolname',
    APP,
    `create role ${APP} login noinherit password ${appPassword}`,
  )
  await ensure(administrator, 'pg_database where datname', DATABASE, `create database ${DATABASE} owner ${OWNER}`)
  await administrator.query(`revoke connect on database ${DATABASE} from public`)
  await administrator.query(`grant connect on database ${DATABASE} to ${APP}`)
}

async function ensure(administrator: pg.Client, where: string, name: string, statement: string): Promise<void> {
  const { rowCount } = await administrator.query(`select from ${where} = $1`, [name])
  if (rowCount === 0) await administrator.query(statement)
}
