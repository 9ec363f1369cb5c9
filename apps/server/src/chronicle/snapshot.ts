// What an append must know before it decides: the actor, the entries and refusals that already have an id, the subjects named and
// the circles they are in. Read as the keeper, over the whole chronicle, after the subjects are locked.
import type { Actor, Membership } from '@komar/domain/access/policy'
import { roles } from '@komar/domain/access/roles'
import {
  subjectTypes,
  uuidSchema,
  type Entry,
  type SubjectId,
  type Uuid,
  type Written,
} from '@komar/domain/chronicle/entry'
import type { AgencyFacts } from '@komar/domain/chronicle/gate'
import { problemCodes, type Problem } from '@komar/domain/chronicle/problem'
import { plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import { instantSchema, type Instant } from '@komar/domain/time/instant'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'
import type { Prepared } from './message.ts'

const membershipSchema = z.object({
  circle: z.int(),
  mask: z.int(),
  since: plainDateSchema,
  until: plainDateSchema.nullable(),
})

const snapshotSchema = z.object({
  actor: z.object({
    user: uuidSchema,
    agency: uuidSchema,
    otherAgencies: z.array(uuidSchema),
    device: uuidSchema,
    devices: z.array(uuidSchema),
    roles: z.array(z.enum(roles)),
    today: plainDateSchema,
    now: instantSchema,
    seq: z.int(),
    diaries: z.array(uuidSchema),
    opened: z.array(z.object({ child: uuidSchema, isResponsible: z.boolean() })),
  }),
  circles: z.array(membershipSchema),
  entries: z.array(
    z.object({
      id: uuidSchema,
      kind: z.string(),
      subject: uuidSchema,
      agency: uuidSchema,
      seq: z.int(),
      content: z.string(),
      withheld: z.array(uuidSchema),
    }),
  ),
  refusals: z.array(
    z.object({
      id: uuidSchema,
      content: z.string(),
      subject: uuidSchema.nullable(),
      opens: z.boolean(),
      // Written by this server from its own catalogue.
      problem: z.custom<Problem>((value) => z.looseObject({ code: z.enum(problemCodes) }).safeParse(value).success),
    }),
  ),
  erased: z.array(uuidSchema),
  subjects: z.array(z.object({ id: uuidSchema, type: z.enum(subjectTypes), openedBy: uuidSchema })),
  placed: z.array(membershipSchema.extend({ subject: uuidSchema, via: uuidSchema })),
  carers: z.array(uuidSchema),
  colleagues: z.array(uuidSchema),
  agencies: z.array(
    z.object({
      id: uuidSchema,
      kind: z.enum(['prisons', 'child-welfare', 'health', 'justice', 'non-governmental', 'host']),
      isState: z.boolean(),
    }),
  ),
})

export type Placed = Membership & { subject: SubjectId; via: SubjectId }

export type Snapshot = {
  actor: Actor & { device: Uuid; devices: readonly Uuid[]; today: PlainDate; now: Instant; seq: number }
  entries: z.infer<typeof snapshotSchema>['entries']
  refusals: z.infer<typeof snapshotSchema>['refusals']
  /** Of the ids asked for, those that were erased. */
  erased: readonly Uuid[]
  subjects: z.infer<typeof snapshotSchema>['subjects']
  placed: readonly Placed[]
  /** Of the accounts asked about: open ones of carers in the actor's agency. */
  carers: readonly Uuid[]
  /** Of those who wrote the entries asked for: who belongs or belonged to the actor's agency. */
  colleagues: readonly Uuid[]
  agencies: readonly AgencyFacts[]
}

const snapshotSql = `
select jsonb_build_object('user', komar.actor_id(), 'agency', komar.actor_agency(),
    'otherAgencies', array_remove(komar.withheld_names(), komar.actor_id()), 'device', komar.actor_device(), 'devices', komar.actor_devices(),
    'roles', komar.actor_roles(), 'today', komar.today_host(), 'seq', (select seq from komar.chain_head),
    'diaries', komar.my_diaries(),
    'opened', case when $4 then (select coalesce(jsonb_agg(jsonb_build_object('child', o.child, 'isResponsible', o.is_responsible)), '[]')
      from komar.opened_records() o) else '[]' end,
    -- As the seal gives it: never before what was received.
    'now', ${instantSql('greatest(komar.now_host(), (select received from komar.chain_head))')}) as actor,
  (select coalesce(jsonb_agg(jsonb_build_object('circle', circle, 'mask', mask, 'since', since, 'until', until)), '[]')
    from komar.user_circle where membership = komar.actor_membership()) as circles,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'subject', e.subject, 'agency', e.agency, 'seq', c.seq,
      'content', encode(c.content, 'hex'), 'withheld', coalesce(w.parties, '{}'))), '[]')
    from komar.entry e join komar.chain c on c.entry = e.id left join komar.withholding w on w.entry = e.id
    where e.id = any ($1)) as entries,
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'content', encode(r.content, 'hex'), 'subject', r.subject,
      'opens', coalesce(k.opens, false), 'problem', r.problem)), '[]')
    from komar.refusal r left join komar.kind_registry k on k.name = r.kind
    where r.id = any ($1) or r.subject = any ($2) and k.opens and r.author = komar.actor_id()) as refusals,
  (select coalesce(jsonb_agg(distinct x.entry), '[]') from komar.erased x where x.entry = any ($1)) as erased,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'type', type, 'openedBy', opened_by)), '[]')
    from komar.subject where id = any (komar.with_merged($2))) as subjects,
  (select coalesce(jsonb_agg(jsonb_build_object('subject', subject, 'circle', circle, 'mask', mask, 'since', since,
      'until', until, 'via', via)), '[]')
    from komar.subject_circle where subject = any ($2)) as placed,
  (select coalesce(jsonb_agg(account), '[]') from komar.own_carers($3) as account) as carers,
  (select coalesce(jsonb_agg(distinct m.account), '[]') from komar.entry e join komar.agency_membership m on m.account = e.author
    where e.id = any ($1) and m.agency = komar.actor_agency()) as colleagues,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'isState', is_state)), '[]')
    from komar.agency) as agencies`

/** Planned once for a connection: planning it costs as much as running it. `$1`: ids of entries, `$2`: subjects named, `$3`: accounts named, `$4`: whether openings count. */
export const snapshotStatement: Prepared = {
  name: 'append_snapshot',
  types: ['uuid[]', 'uuid[]', 'uuid[]', 'boolean'],
  text: snapshotSql,
}

/** Reads the statement's one row. */
export function readSnapshot(row: unknown): Snapshot {
  const { circles, actor, ...found } = snapshotSchema.parse(row)
  return { ...found, actor: { ...actor, circles } }
}

const chronicleRow = z.object({
  subject: uuidSchema,
  // Checked when it was accepted; checking it again by today's schema could refuse what was accepted then.
  written_text: z.string().transform((text) => JSON.parse(text) as Written),
  seq: z.coerce.number(),
  received: instantSchema,
})

/** Whole chronicles of subjects, in the order of seq. */
export async function readChronicles(db: Database, subjects: readonly SubjectId[]): Promise<Map<SubjectId, Entry[]>> {
  const chronicles = new Map<SubjectId, Entry[]>(subjects.map((subject) => [subject, []]))
  if (chronicles.size === 0) return chronicles
  const found = await rows(
    db,
    chronicleRow,
    `select es.subject, e.written_text, es.seq,
       ${instantSql('c.received')} as received
     from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
     where es.subject = any ($1) order by es.seq`,
    [subjects],
  )
  for (const { subject, written_text: written, seq, received } of found) {
    chronicles.get(subject)?.push({ ...written, seq, received })
  }
  return chronicles
}
