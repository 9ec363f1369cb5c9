// Agency kinds, roles and classes as plain words, with what each means.
import { accessClasses, type AccessClass } from '@komar/domain/access/classes'
import { roles, type Role } from '@komar/domain/access/roles'
import { agencyKinds, type Agency } from '@komar/contract/session'
import type { Say, Speech } from '../i18n/speech.ts'
import { roleWords } from '../shell/role-words.ts'
import type { Option } from '../ui/choice-field.tsx'

export function agencyName({ nameEn, nameKm }: Pick<Agency, 'nameEn' | 'nameKm'>, { language }: Speech): string {
  return language === 'km' ? nameKm : nameEn
}

export function sayRoles(held: readonly Role[], text: Say): string {
  return held.map((role) => text(roleWords[role])).join(', ')
}

export function sayClass(name: AccessClass, text: Say): string {
  return text(`class.${name}`)
}

export function roleOptions(text: Say): Option<Role>[] {
  return roles.map((role) => ({ value: role, label: text(roleWords[role]), hint: text(`role-hint.${role}`) }))
}

export function classOptions(text: Say, offered: readonly AccessClass[]): Option<AccessClass>[] {
  return accessClasses
    .filter((name) => offered.includes(name))
    .map((name) => ({ value: name, label: sayClass(name, text), hint: text(`class-hint.${name}`) }))
}

export function agencyKindOptions(text: Say): Option<Agency['kind']>[] {
  return agencyKinds.map((kind) => ({ value: kind, label: text(`agency-kind.${kind}`) }))
}
