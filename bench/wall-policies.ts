// Holes in the policies of Komar's roles. The owner's let everything through: nobody is the owner while Komar runs.
import type pg from 'pg'
import { weakenings } from './wall-condition.ts'
import type { Hole } from './wall-holes.ts'

type Policy = {
  policy: string
  table: string
  /** As the engine says it: "a" is insert, "w" update, "r" select, "d" delete, "*" all of them. */
  command: string
  roles: string[]
  using: string | null
  check: string | null
  columns: string[]
  /** Those of them that its roles can write by the command. */
  written: string[]
}

/** Every policy but the owner's is opened whole, and of what it asks one thing after the other is asked no more. */
export async function policyHoles(db: pg.ClientBase): Promise<{ whole: Hole[]; parts: Hole[]; quick: Hole[] }> {
  const policies = (await db.query<Policy>(policiesOfRoles)).rows
  const narrow = policies.filter(({ using, check }) => [using, check].some((text) => text !== null && text !== 'true'))
  return {
    whole: narrow.flatMap(openings),
    parts: unlike(narrow.flatMap(partsOf)).filter(({ name }) => !idle.has(name)),
    quick: [...policies.filter(({ command }) => command !== '*').map(everyCommand), ...(await forTheApp(db))],
  }
}

/** Parts that let no other row through when they are left out, and why. */
const idle: ReadonlySet<string> = new Set([
  // An id is never equal to none.
  'policy eraser_adds on erased does not ask whether before.id IS NOT NULL',
  // An entry that can be read stands in the chain: the seal makes both.
  'policy own_begins on attachment does not ask whether c.entry = attachment.entry',
  // Of another agency's files only whole ones are seen.
  'policy own_adds on attachment_part does not ask whether a.agency = komar.actor_agency()',
  // Of memberships one sees only one's own, and those of the agency for which one is here (own_agency on agency_membership).
  'policy own_agency on account does not ask whether m.agency = komar.actor_agency()',
  // A trigger asks it too (membership_is_own).
  'policy administrator_adds on user_circle does not ask whether m.account = user_circle.user_id',
  // What one sees of a subject (sight_of) follows from the same circles: asked first, so that it is not looked up for every row.
  'policy readable on deadline does not ask whether sc.subject = ANY (ARRAY[deadline.subject]) (2)',
  'policy readable on deadline does not ask whether sc.circle = ANY (komar.my_circles())',
  'policy readable on deadline does not ask whether sc.since <= komar.today_host() (2)',
  'policy readable on deadline does not ask whether (sc.until IS NULL) OR (komar.today_host() < sc.until) (2)',
  // Who writes no class has no circle to write in (writing_circles).
  'policy writable on entry does not ask whether komar.role_writes() <> 0',
])

const policiesOfRoles = `select p.polname as policy, c.relname as table, p.polcmd as command, p.polroles::regrole[]::text[] as roles,
    pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns,
    array(select a.attname::text from pg_attribute a, unnest(p.polroles) as role where a.attrelid = c.oid and a.attnum > 0
      and has_column_privilege(role, c.oid, a.attnum, case p.polcmd when 'a' then 'insert' else 'update' end)) as written
  from pg_policy p join pg_class c on c.oid = p.polrelid
  where c.relnamespace = 'komar'::regnamespace and not c.relowner = any (p.polroles)
  order by not 'komar_eraser'::regrole = any (p.polroles), c.relname, p.polname`

/** Both conditions at once, and each by itself where it asks what the other does not. */
function openings({ policy, table, roles, using, check, written }: Policy): Hole[] {
  const alter = `alter policy "${policy}" on komar."${table}"`
  const hole = (what: string, ...clauses: (string | null)[]): Hole => ({
    name: `policy ${policy} on ${table} ${what}`,
    statement: [alter, ...clauses.filter((clause) => clause !== null)].join(' '),
    roles,
  })
  const holes = [
    hole('lets every row through', using === null ? null : 'using (true)', check === null ? null : 'with check (true)'),
  ]
  if (using === null || check === null || using === check) return holes
  holes.push(hole('lets every row be changed', 'using (true)'))
  return mentions(check, written) ? [...holes, hole('lets a row become anything', 'with check (true)')] : holes
}

/** What cannot be written need not be asked of the row as it becomes: there the condition on the row as it was says the same. */
function mentions(condition: string, columns: readonly string[]): boolean {
  return columns.some((column) => new RegExp(`\\b${column}\\b`, 'u').test(condition))
}

function partsOf({ policy, table, roles, using, check, columns, written }: Policy): Hole[] {
  const hole = (without: string, clauses: string): Hole => ({
    name: `policy ${policy} on ${table} does not ask whether ${without}`,
    statement: `alter policy "${policy}" on komar."${table}" ${clauses}`,
    roles,
  })
  const ofCheck = check === null ? [] : weakenings(check)
  const ofUsing = using === null ? [] : weakenings(using)
  const both = ofUsing.map(({ without, text }) => {
    const same = ofCheck.find((each) => each.without === without)
    return hole(without, `using (${text})${same === undefined ? '' : ` with check (${same.text})`}`)
  })
  const rest = ofCheck.filter(({ without }) => !ofUsing.some((each) => each.without === without))
  const asked = rest.filter(({ without }) => !mentions(without, columns) || mentions(without, written))
  return [...both, ...asked.map(({ without, text }) => hole(without, `with check (${text})`))]
}

/** Two parts of one policy can read the same, shortened as they are. */
function unlike(holes: readonly Hole[]): Hole[] {
  const met = new Map<string, number>()
  return holes.map((hole) => {
    const times = (met.get(hole.name) ?? 0) + 1
    met.set(hole.name, times)
    return times === 1 ? hole : { ...hole, name: `${hole.name} (${times})` }
  })
}

function everyCommand({ policy, table, roles, using, check }: Policy): Hole {
  const [before, after] = [using ?? check ?? 'true', check ?? using ?? 'true']
  return {
    name: `policy ${policy} on ${table} is for every command`,
    kind: 'policies that are for every command',
    statement: `drop policy "${policy}" on komar."${table}";
      create policy "${policy}" on komar."${table}" for all to ${roles.join(', ')} using (${before}) with check (${after})`,
    roles,
  }
}

async function forTheApp(db: pg.ClientBase): Promise<Hole[]> {
  const { rows } = await db.query<Hole>(
    `select format('policy %s on %s is the app’s too', p.polname, c.relname) as name, 'policies that are the app’s too' as kind,
       format('alter policy %I on komar.%I to %s, komar_app', p.polname, c.relname,
         array_to_string(p.polroles::regrole[], ', ')) as statement, p.polroles::regrole[]::text[] as roles
     from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace = 'komar'::regnamespace and not 'komar_app'::regrole = any (p.polroles) order by c.relname, p.polname`,
  )
  return rows
}
