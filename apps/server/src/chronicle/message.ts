// Several statements sent to the database in one message. Each message costs a round trip, which took most of a single append; and a
// statement that a connection has prepared is planned once, which costs as much as running it.
import { escapeLiteral } from 'pg'
import { z } from 'zod'
import type { Database } from '../db/query.ts'

/** A statement with parameters $1, $2 … of these types. Its text is the code's own, never a person's. */
export type Prepared = { name: string; types: readonly string[]; text: string }

/** A value as PostgreSQL reads it in text: an array literal, or JSON. Null is SQL's null. */
export type Value = string | null

/** Statements in order. `execute` answers the place of its result among the message's. */
export type Message = {
  run: (sql: string) => number
  execute: (statement: Prepared, values: readonly Value[]) => number
  /** Sends all; answers the rows of each statement. `end` sends them in place of the connection. */
  send: (end?: (text: string) => Promise<unknown>) => Promise<unknown[][]>
}

// What each connection has prepared, by name. A name is never used twice on a connection: when a message fails, nobody knows how far
// it came.
type Connection = { names: Map<string, string>; made: number }
const connections = new WeakMap<Database, Connection>()

const resultsSchema = z.array(z.looseObject({ rows: z.array(z.unknown()) }))

/** An empty message for one connection. */
export function messageTo(db: Database): Message {
  const connection = connections.get(db) ?? { names: new Map<string, string>(), made: 0 }
  connections.set(db, connection)
  const fresh = new Map<string, string>()
  const statements: string[] = []
  const run = (sql: string) => statements.push(sql) - 1
  return {
    run,
    execute: (statement, values) => {
      const { name, types, text } = statement
      let known = connection.names.get(name) ?? fresh.get(name)
      if (known === undefined) {
        connection.made += 1
        known = `${name}_${connection.made}`
        fresh.set(name, known)
        run(`prepare ${known} ${listed(types)} as ${text}`)
      }
      return run(`execute ${known} ${listed(values.map((value) => (value === null ? 'null' : escapeLiteral(value))))}`)
    },
    send: async (end) => {
      const text = statements.join('; ')
      // One statement gives a result, several an array of results, which pg's types do not say.
      const answer: unknown = await (end === undefined ? db.query(text) : end(text))
      for (const [name, known] of fresh) connection.names.set(name, known)
      return resultsSchema.parse(Array.isArray(answer) ? answer : [answer]).map(({ rows }) => rows)
    },
  }
}

/** In parentheses; none around nothing, which PostgreSQL does not take. */
function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `(${parts.join(', ')})`
}

/** An array of ids as PostgreSQL reads it. They are UUIDs or the code's own words: nothing in them needs quoting. */
export function arrayOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
