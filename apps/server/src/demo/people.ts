// Agencies and accounts of the demonstration. All invented; no real organisation's name. One password for all, printed at the start.
import { createHash } from 'node:crypto'
import type { AccessClass } from '@komar/domain/access/classes'
import type { Role } from '@komar/domain/access/roles'
import { uuidSchema, type AgencyId, type DeviceId, type UserId } from '@komar/domain/chronicle/entry'
import type { AgencyFacts } from '@komar/domain/chronicle/gate'

export const demonstrationPassword = 'demonstration only 2014'

type Agency = { code: string; nameEn: string; nameKm: string; kind: AgencyFacts['kind']; isState: boolean }

const agencies = {
  prisons: {
    code: 'prisons',
    nameEn: 'Prisons Department',
    nameKm: 'នាយកដ្ឋានពន្ធនាគារ',
    kind: 'prisons',
    isState: true,
  },
  welfare: {
    code: 'social-affairs',
    nameEn: 'Social Affairs Ministry',
    nameKm: 'ក្រសួងសង្គមកិច្ច',
    kind: 'child-welfare',
    isState: true,
  },
  watch: {
    code: 'prison-watch',
    nameEn: 'Prison Watch',
    nameKm: 'អង្គការតាមដានពន្ធនាគារ',
    kind: 'non-governmental',
    isState: false,
  },
  bridge: {
    code: 'family-bridge',
    nameEn: 'Family Bridge',
    nameKm: 'អង្គការស្ពានគ្រួសារ',
    kind: 'non-governmental',
    isState: false,
  },
  health: { code: 'health', nameEn: 'Health Service', nameKm: 'សេវាសុខាភិបាល', kind: 'health', isState: true },
  justice: { code: 'justice', nameEn: 'Justice Ministry', nameKm: 'ក្រសួងយុត្តិធម៌', kind: 'justice', isState: true },
  host: { code: 'host', nameEn: 'Host', nameKm: 'ម្ចាស់ប្រព័ន្ធ', kind: 'host', isState: false },
} as const satisfies Record<string, Agency>
export type AgencyKey = keyof typeof agencies

/** Facilities whose circles the account is in: all, those that are monitored, or by code. */
export type Reach = 'all' | 'monitored' | 'none' | readonly string[]
type Account = {
  agency: AgencyKey
  role: Role
  nameEn: string
  reach: Reach
  /** Of the circles of facilities; all classes when left out. The role narrows it further. */
  classes?: readonly AccessClass[]
  isInCaseLoad?: boolean
}

const seenOfInside: readonly AccessClass[] = ['identity', 'custody', 'care', 'conditions']

const accounts = {
  officer: { agency: 'prisons', role: 'prison-officer', nameEn: 'Officer, CC2', reach: ['CC2'] },
  'officer-kcm': { agency: 'prisons', role: 'prison-officer', nameEn: 'Officer, Kampong Cham', reach: ['KCM-P'] },
  monitor: { agency: 'watch', role: 'monitor', nameEn: 'Monitor, Prison Watch', reach: 'all' },
  worker: {
    agency: 'welfare',
    role: 'social-worker',
    nameEn: 'Social worker, ministry',
    reach: 'monitored',
    classes: seenOfInside,
    isInCaseLoad: true,
  },
  supervisor: {
    agency: 'welfare',
    role: 'supervisor',
    nameEn: 'Supervisor, ministry',
    reach: 'all',
    classes: seenOfInside,
    isInCaseLoad: true,
  },
  'ngo-worker': {
    agency: 'bridge',
    role: 'social-worker',
    nameEn: 'Social worker, Family Bridge',
    reach: 'none',
    isInCaseLoad: true,
  },
  'ngo-supervisor': {
    agency: 'bridge',
    role: 'supervisor',
    nameEn: 'Supervisor, Family Bridge',
    reach: ['CC2', 'KCM-P'],
    classes: seenOfInside,
    isInCaseLoad: true,
  },
  clinician: {
    agency: 'health',
    role: 'clinician',
    nameEn: 'Nurse, health post',
    reach: ['CC2', 'KCM-P', 'KTM-P'],
    classes: ['identity', 'health'],
  },
  specialist: {
    agency: 'bridge',
    role: 'specialist',
    nameEn: 'Psychologist, Family Bridge',
    reach: ['CC2'],
    classes: ['identity', 'care', 'psychology'],
    isInCaseLoad: true,
  },
  carer: { agency: 'welfare', role: 'carer', nameEn: 'Carer', reach: 'none' },
  legal: {
    agency: 'justice',
    role: 'legal-officer',
    nameEn: 'Legal officer',
    reach: 'monitored',
    classes: ['identity', 'custody', 'legal'],
  },
  analyst: { agency: 'welfare', role: 'analyst', nameEn: 'Analyst, ministry', reach: 'none' },
  admin: { agency: 'host', role: 'administrator', nameEn: 'Administrator', reach: 'none' },
} as const satisfies Record<string, Account>
export type Login = keyof typeof accounts

export type Person = Account & { login: Login; id: UserId; agencyId: AgencyId; device: DeviceId }
export type People = {
  agencies: readonly (Agency & { key: AgencyKey; id: AgencyId })[]
  accounts: readonly Person[]
  person: (login: Login) => Person
  agencyId: (key: AgencyKey) => AgencyId
}

/** The demonstration's people, with ids that depend on the seed alone. */
export function makePeople(seed: number): People {
  const agencyId = (key: AgencyKey) => idOf(seed, `agency ${key}`)
  const entries = Object.entries(accounts) as [Login, Account][] // Object.entries forgets which keys there are
  const made = entries.map(([login, account]): Person => ({
    ...account,
    login,
    id: idOf(seed, `account ${login}`),
    agencyId: agencyId(account.agency),
    device: idOf(seed, `device ${login}`),
  }))
  const byLogin = new Map(made.map((person) => [person.login, person]))
  const person = (login: Login): Person => {
    const found = byLogin.get(login)
    if (found === undefined) throw new Error(`the demonstration has no ${login}`)
    return found
  }
  const keys = Object.keys(agencies) as AgencyKey[] // likewise
  return {
    agencies: keys.map((key) => ({ ...agencies[key], key, id: agencyId(key) })),
    accounts: made,
    person,
    agencyId,
  }
}

/** What the domain asks of an agency. */
export function agencyFacts({ agencies: all }: People): AgencyFacts[] {
  return all.map(({ id, kind, isState }) => ({ id, kind, isState }))
}

/** Who can sign in to a demonstration, for the terminal. */
export const demonstrationAccounts: readonly { user: string; who: string }[] = Object.entries(accounts).map(
  ([user, { nameEn, agency }]) => ({
    user,
    who: `${nameEn} (${agencies[agency].nameEn})`,
  }),
)

/** A UUID of version 8 (RFC 9562: made by a hash of one's own). */
function idOf(seed: number, name: string): UserId {
  const digest = createHash('sha256').update(`komar demonstration ${seed} ${name}`).digest('hex')
  return uuidSchema.parse(
    `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
  )
}
