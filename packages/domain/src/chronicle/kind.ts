// A kind says what can be recorded: its family, class of access, subject and body. Two families, never mixed:
// facts (accepted whenever well-formed and permitted, even when they show a breach) and acts (a gate decides again on the host).
// Class, subject type and `also` types are fixed for ever; a kind is retired, never deleted. Source: docs/decisions/0001, 0003.
import type * as z from 'zod'
import type { AccessClass } from '../access/classes.ts'
import type { Role } from '../access/roles.ts'
import type { SubjectType } from './entry.ts'

export type Family = 'fact' | 'act'

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
