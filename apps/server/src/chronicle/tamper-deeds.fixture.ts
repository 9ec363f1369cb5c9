// What whoever owns the database could do to a sealed entry, and what `verify` must say of it with the two heads of tamper.db.test.ts: one
// of number 9, one of the end.
import type { Checked } from './check-history.ts'

export const entryCount = 30

export type Row = { seq: number; entry: string; next: string }

/** What is done to the entry at number `seq`, whose following one is `next`. */
type Deed = {
  name: string
  sql: string
  expected: Partial<Checked> | ((row: Row) => Partial<Checked>)
  /** Of the entries to draw from; all but the last unless said. */
  last?: number
}

const at =
  (deed: Checked['deed'], fault: Checked['fault']) =>
  ({ seq }: Row) => ({ deed, fault, seq })
const swap = (table: string, key: string, column: string): string => `
  update komar.${table} t set ${column} = o.${column} from komar.${table} o
  where (t.${key}, o.${key}) in (($1, $2), ($2, $1))`

export const deeds: readonly Deed[] = [
  // entry
  {
    name: 'a text changed',
    sql: `update komar.entry set written_text = replace(written_text, '"basis":"seen"', '"basis":"told"') where id = $1`,
    expected: at('changed', 'content-differs'),
  },
  {
    name: 'a body changed',
    sql: `update komar.entry set body = body || '{"sex":"male"}' || '{"x":1}' where id = $1`,
    expected: at('changed', 'row-differs'),
  },
  ...(
    [
      ['kind', `'register.note-written'`],
      ['v', '2'],
      ['subject', 'gen_random_uuid()'],
      ['also', 'array[gen_random_uuid()]'],
      ['occurred', `'2001'`],
      ['basis', `'inferred'`],
      ['replaces', 'gen_random_uuid()'],
      ['retracts', 'gen_random_uuid()'],
      ['answers', 'gen_random_uuid()'],
      ['based_on', '3'],
      ['policy', `'kh-1'`],
      ['author', 'gen_random_uuid()'],
      ['agency', 'gen_random_uuid()'],
      ['device', 'gen_random_uuid()'],
      ['written', `written + interval '1 ms'`],
    ] as const
  ).map(([column, value]): Deed => ({
    name: `entry.${column} changed`,
    sql: `update komar.entry set ${column} = ${value} where id = $1`,
    expected: at('changed', 'row-differs'),
  })),
  {
    name: 'a class changed',
    sql: `update komar.entry set class = 'safeguarding' where id = $1`,
    expected: at('misplaced', 'class-differs'),
  },
  {
    name: 'a first day changed',
    sql: `update komar.entry set occurred_earliest = '1999-01-01' where id = $1`,
    expected: at('misplaced', 'days-differ'),
  },
  {
    name: 'a last day removed',
    sql: `update komar.entry set occurred_latest = null where id = $1`,
    expected: at('misplaced', 'days-differ'),
  },
  {
    name: 'an entry deleted, its link left',
    sql: `delete from komar.entry where id = $1`,
    expected: at('deleted', 'entry-missing'),
  },
  { name: 'two texts swapped', sql: swap('entry', 'id', 'written_text'), expected: at('swapped', 'content-differs') },
  {
    name: 'an entry added without a link',
    sql: `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
      select gen_random_uuid(), kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written
      from komar.entry where id = $1`,
    expected: { deed: 'added', fault: 'entry-not-sealed' },
  },
  // entry_subject
  {
    name: 'an entry put into another chronicle',
    sql: `update komar.entry_subject set subject = gen_random_uuid() where entry = $1`,
    expected: at('misplaced', 'subjects-differ'),
  },
  {
    name: 'an entry taken out of its chronicle',
    sql: `delete from komar.entry_subject where entry = $1`,
    expected: at('misplaced', 'subjects-differ'),
  },
  {
    name: 'an entry put into one more chronicle',
    sql: `insert into komar.entry_subject (subject, seq, entry, class_bit, agency)
      select gen_random_uuid(), seq, entry, class_bit, agency from komar.entry_subject where entry = $1`,
    expected: at('misplaced', 'subjects-differ'),
  },
  {
    name: 'an entry put into a chronicle at another place',
    sql: `insert into komar.entry_subject (subject, seq, entry, class_bit, agency)
      select gen_random_uuid(), 100000, entry, class_bit, agency from komar.entry_subject where entry = $1`,
    expected: { deed: 'misplaced', fault: 'subjects-differ' },
  },
  {
    name: 'an entry shown under another class',
    sql: `update komar.entry_subject set class_bit = 2 where entry = $1`,
    expected: at('misplaced', 'class-differs'),
  },
  {
    name: 'an entry given to another agency',
    sql: `update komar.entry_subject set agency = gen_random_uuid() where entry = $1`,
    expected: at('misplaced', 'subjects-differ'),
  },
  {
    name: 'an entry hidden from somebody',
    sql: `update komar.entry_subject set withheld = array[gen_random_uuid()] where entry = $1`,
    expected: at('misplaced', 'withheld-differs'),
  },
  // chain
  {
    name: 'a hash changed',
    sql: `update komar.chain set content = sha256('x') where entry = $1`,
    expected: at('changed', 'content-differs'),
  },
  {
    name: 'a link changed',
    sql: `update komar.chain set chain = sha256('x') where entry = $1`,
    expected: at('changed', 'link-differs'),
  },
  {
    name: 'an instant moved on',
    sql: `update komar.chain set received = received + interval '1 ms' where entry = $1`,
    expected: at('changed', 'link-differs'),
  },
  {
    name: 'an instant moved back',
    sql: `update komar.chain set received = received - interval '1 year' where entry = $1`,
    expected: ({ seq }) => ({ deed: 'changed', fault: seq === 1 ? 'link-differs' : 'received-decreases', seq }),
  },
  {
    name: 'a link deleted',
    sql: `delete from komar.chain where entry = $1`,
    expected: ({ seq, entry }) => ({ deed: 'deleted', fault: 'number-missing', seq, entry }),
    last: entryCount - 1,
  },
  {
    name: 'an entry deleted with its link and places',
    sql: `with gone as (delete from komar.chain where entry = $1), out_of as (delete from komar.entry_subject where entry = $1)
      delete from komar.entry where id = $1`,
    expected: at('deleted', 'number-missing'),
    last: entryCount - 1,
  },
  {
    name: 'two entries swapped in the chain, with their hashes',
    sql: `alter table komar.chain drop constraint chain_entry_key; alter table komar.entry_subject drop constraint entry_subject_pkey;
      update komar.chain t set entry = o.entry, content = o.content from komar.chain o
      where (t.entry, o.entry) in (($1, $2), ($2, $1));
      update komar.entry_subject es set seq = c.seq from komar.chain c where c.entry = es.entry`,
    expected: at('swapped', 'link-differs'),
  },
  {
    name: 'two entries swapped in the chain, with all that was sealed',
    sql: `alter table komar.chain drop constraint chain_pkey; alter table komar.entry_subject drop constraint entry_subject_pkey;
      update komar.chain t set seq = o.seq from komar.chain o where (t.entry, o.entry) in (($1, $2), ($2, $1));
      update komar.entry_subject es set seq = c.seq from komar.chain c where c.entry = es.entry`,
    expected: at('swapped', 'link-differs'),
  },
  // the end
  {
    name: 'the head moved back',
    sql: `update komar.chain_head set seq = seq - 3 where $1::uuid is not null`,
    expected: { deed: 'added', fault: 'head-differs', seq: entryCount - 2 },
  },
  {
    name: "the head's hash changed",
    sql: `update komar.chain_head set chain = sha256('x') where $1::uuid is not null`,
    expected: { deed: 'changed', fault: 'head-differs' },
  },
  {
    name: 'the end cut off, the head left',
    sql: `${cut()}`,
    expected: ({ seq }) => ({ deed: 'truncated', fault: 'head-differs', seq }),
  },
  {
    name: 'the end cut off, the head moved back',
    sql: `${cut()}; ${headToEnd()}`,
    expected: ({ seq }) => ({ deed: 'truncated', fault: null, seq }),
  },
  // all links computed anew
  {
    name: 'a text changed and the chain computed anew',
    sql: `update komar.entry set basis = 'told', written_text = replace(written_text, '"basis":"seen"', '"basis":"told"')
      where id = $1; ${rechain()}`,
    expected: reChained,
  },
  {
    name: 'an entry deleted and the chain computed anew',
    sql: `delete from komar.entry_subject where entry = $1; delete from komar.chain where entry = $1;
      delete from komar.entry where id = $1; ${closeGap()}; ${rechain()}`,
    // Behind the last head that fits, fewer entries look like an end that was cut off.
    expected: (row) => (row.seq <= 9 ? reChained(row) : { deed: 'truncated', fault: null, seq: entryCount }),
    last: entryCount - 1,
  },
  {
    name: 'an instant changed and the chain computed anew',
    sql: `update komar.chain set received = received - interval '1 ms' where seq <= (select seq from komar.chain where entry = $1);
      ${rechain()}`,
    expected: { deed: 're-chained', fault: null, seq: 1, other: 9 },
  },
  // what the host itself keeps
  {
    name: "the host's own heads deleted with the end",
    sql: `delete from komar.signed_head; ${cut()}; ${headToEnd()}`,
    expected: ({ seq }) => ({ deed: 'truncated', fault: null, seq }),
  },
  {
    name: "the host's own head changed",
    sql: `update komar.signed_head set seq = seq - 1 where seq = ${entryCount} and $1::uuid is not null`,
    expected: { fits: false, deed: null },
  },
  {
    name: 'the key that signed taken from the list',
    sql: `delete from komar.signed_head; delete from komar.signing_key where $1::uuid is not null`,
    expected: { fits: false, deed: null },
  },
]

function reChained({ seq }: Row): Partial<Checked> {
  return seq <= 9
    ? { deed: 're-chained', fault: null, seq: 1, other: 9 }
    : { deed: 're-chained', fault: null, seq: 10, other: entryCount }
}

/** From the drawn entry on. */
export function cut(): string {
  const from = `(select seq from komar.chain where entry = $1)`
  return `delete from komar.entry_subject where seq >= ${from};
    delete from komar.entry where id in (select entry from komar.chain where seq >= ${from});
    delete from komar.chain where seq >= ${from}`
}

function closeGap(): string {
  return `alter table komar.chain drop constraint chain_pkey; alter table komar.entry_subject drop constraint entry_subject_pkey;
    update komar.chain c set seq = place from (select seq as was, row_number() over (order by seq) as place from komar.chain) p
    where p.was = c.seq;
    update komar.entry_subject es set seq = c.seq from komar.chain c where c.entry = es.entry`
}

export function headToEnd(): string {
  return `update komar.chain_head h set seq = coalesce((select max(seq) from komar.chain), 0),
    chain = coalesce((select chain from komar.chain order by seq desc limit 1), decode(repeat('00', 32), 'hex'))`
}

/** All hashes and links anew from what stands there: what somebody who knows the rule would do. */
export function rechain(): string {
  return `do $do$
    declare
      link bytea := decode(repeat('00', 32), 'hex');
      row record;
    begin
      update komar.chain c set content = sha256(convert_to(e.written_text, 'UTF8')) from komar.entry e where e.id = c.entry;
      for row in select * from komar.chain order by seq loop
        link := komar.chain_link(link, row.content, row.seq, row.received);
        update komar.chain set chain = link where entry = row.entry;
      end loop;
    end $do$;
    ${headToEnd()}`
}
