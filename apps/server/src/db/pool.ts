// Connections of the app's role, with values as the domain holds them: no JavaScript Date, no number that loses digits.
import pg from 'pg'

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184

/** '2013-07-31 10:00:00.123456+00', as PostgreSQL writes in UTC, to '2013-07-31T10:00:00.123456Z', losing nothing. */
export function toInstant(text: string): string {
  return text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (format !== 'binary') {
    if (oid === INT8) return (text: string) => BigInt(text)
    if (oid === DATE) return (text: string) => text
    if (oid === TIMESTAMPTZ) return toInstant
  }
  return pg.types.getTypeParser(oid, format)
}

export type PoolOptions = { url: string; name?: string; max?: number }

/** A pool whose sessions are in UTC and in the schema komar: bigint comes as BigInt, date and timestamptz as ISO text. */
export function makePool({ url, name = 'komar', max = 20 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    options: '-c timezone=UTC -c datestyle=ISO -c search_path=komar,pg_temp',
    // pg types the parser by what it returns for each type, which differs here on purpose.
    types: { getTypeParser } as pg.CustomTypesConfig,
  })
  // The pool replaces a connection that the server ended while it was idle; whoever uses one gets the error itself.
  pool.on('error', () => undefined)
  return pool
}
