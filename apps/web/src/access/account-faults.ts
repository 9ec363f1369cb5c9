// What is wrong with a form about an account or an agency, said beside the field: found here before sending, or by the host.
import { changeAccount, createAccount, createAgency } from '@komar/contract/accounts'
import type { HttpProblem } from '@komar/contract/problem'
import type { Role } from '@komar/domain/access/roles'
import { parsePlainDate } from '@komar/domain/time/plain-date'
import type { MessageId } from '../i18n/message-id.ts'
import { standsAlone } from './role-rules.ts'

export type Fault<Field extends string> = { field: Field; id: MessageId }

export type NewAccountValues = {
  displayName: string
  user: string
  agency: string
  roles: Role[]
  language: 'en' | 'km'
}

const login = createAccount.input.body.shape.user

export function accountFaults(values: NewAccountValues): Fault<keyof NewAccountValues>[] {
  return [
    ...nameFaults(values.displayName),
    ...(login.safeParse(values.user).success ? [] : [{ field: 'user', id: 'account.user-fault' } as const]),
    ...(values.agency === '' ? [{ field: 'agency', id: 'account.agency-missing' } as const] : []),
    ...roleFaults(values.roles),
  ]
}

export function nameFaults(displayName: string): Fault<'displayName'>[] {
  const isFit = changeAccount.input.body.shape.displayName.safeParse(displayName).success
  return isFit ? [] : [{ field: 'displayName', id: 'account.name-missing' }]
}

const mostRoles = 4

export function roleFaults(held: readonly Role[]): Fault<'roles'>[] {
  if (held.length === 0) return [{ field: 'roles', id: 'account.roles-missing' }]
  if (held.length > 1 && held.some(standsAlone)) return [{ field: 'roles', id: 'account.role-alone' }]
  return held.length > mostRoles ? [{ field: 'roles', id: 'account.roles-too-many' }] : []
}

/** Beside other forms with a role and a day on one page: hence names of their own. */
export type AgencyMembershipValues = { joinAgency: string; joinRoles: Role[]; joinSince: string }

export function agencyMembershipFaults({
  joinAgency,
  joinRoles,
  joinSince,
}: AgencyMembershipValues): Fault<keyof AgencyMembershipValues>[] {
  return [
    ...(joinAgency === '' ? [{ field: 'joinAgency', id: 'account.agency-missing' } as const] : []),
    ...roleFaults(joinRoles).map(({ id }) => ({ field: 'joinRoles', id }) as const),
    ...(parsePlainDate(joinSince) === null ? [{ field: 'joinSince', id: 'circle.since-missing' } as const] : []),
  ]
}

export type AgencyValues = { nameKm: string; nameEn: string; code: string; kind: string; isState: boolean }

export function agencyFaults(values: AgencyValues): Fault<keyof AgencyValues>[] {
  const { shape } = createAgency.input.body
  return [
    ...(shape.nameKm.safeParse(values.nameKm).success
      ? []
      : [{ field: 'nameKm', id: 'agency.name-km-missing' } as const]),
    ...(shape.nameEn.safeParse(values.nameEn).success
      ? []
      : [{ field: 'nameEn', id: 'agency.name-en-missing' } as const]),
    ...(shape.code.safeParse(values.code).success ? [] : [{ field: 'code', id: 'agency.code-fault' } as const]),
    ...(shape.kind.safeParse(values.kind).success ? [] : [{ field: 'kind', id: 'agency.kind-missing' } as const]),
  ]
}

/** The field that a refusal of the host is about; null when it is about none of the form's. */
export function refusedField<Field extends string>(
  problem: Pick<HttpProblem, 'code' | 'fields'>,
  fields: readonly Field[],
  taken: Field,
): Field | null {
  // The only thing that two accounts, or two agencies, cannot share.
  if (problem.code === 'request.conflict') return taken
  const named = problem.fields?.map(({ path }) => path.split('/')[2])
  return fields.find((field) => named?.includes(field)) ?? null
}
