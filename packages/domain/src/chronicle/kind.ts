// A kind says what can be recorded: its family, class of access, subject and body. Two families, never mixed:
// facts (accepted whenever well-formed and permitted, even when they show a breach) and acts (a gate decides again on the host).
// Class, subject type and `also` types are fixed for ever; a kind is retired, never deleted. Source: docs/decisions/0001, 0003.
import type * as z from 'zod'
import type { AccessClass } from '../access/classes.ts'
import type { Role } from '../access/roles.ts'
import type { Body, SubjectType, Uuid } from './entry.ts'

export type Family = 'fact' | 'act'

/**
 * Who may never read an entry, whatever their role and circles (accounts and agencies complained of), and the entries with which it
 * belongs to one matter: what is withheld of one is withheld of all.
 */
export type Withholding = { from: readonly Uuid[]; with: readonly Uuid[] }

export type Kind<Schema extends z.ZodType = z.ZodType> = {
  readonly name: string
  readonly v: number
  readonly family: Family
  readonly class: AccessClass
  readonly subject: SubjectType
  /** Types of the other chronicles the entry may stand in; never a facility in a person's entry. */
  readonly also: readonly SubjectType[]
  /** The entry brings its subject into being. */
  readonly opens: boolean
  /** Narrower than the class allows, when given. */
  readonly roles?: readonly Role[]
  /** Read from the body as it came, whatever its version: a body that is not understood must not be seen by those it names. */
  readonly withholds?: (body: Body) => Withholding
  /** Texts that an agency may have sealed on the device that writes them: the story, and nothing that a rule reads (sealed-text.ts). */
  readonly sealable?: readonly string[]
  /** Written to a sealed record that a supervisor opened in need: of the responsible agency alone ('own'), or of any. */
  readonly throughGlass?: 'own' | 'any'
  /** Whoever writes it has proved who they are in the last ten minutes: it cannot be taken back. */
  readonly wantsProof?: true
  /** Still readable, no longer writable. */
  readonly retired?: true
  /** One plain sentence for the data dictionary. */
  readonly doc: string
  readonly body: Schema
}

type KindInput<Schema extends z.ZodType> = Omit<Kind<Schema>, 'v' | 'also' | 'opens'> &
  Partial<Pick<Kind<Schema>, 'v' | 'also' | 'opens'>>

/** Declares a kind; version 1, no `also`, not opening, unless said. */
export function kind<Schema extends z.ZodType>(input: KindInput<Schema>): Kind<Schema> {
  return { v: 1, also: [], opens: false, ...input }
}

/** The body type of a kind. */
export type BodyOf<K extends Kind> = z.infer<K['body']>
