// Where the frame's menu leads, by role. A role sees only what it may open; the host decides again on each call.
import type { Role } from '@komar/domain/access/roles'
import {
  Backpack,
  BookOpenText,
  Building2,
  BriefcaseBusiness,
  CalendarDays,
  ChartColumn,
  HeartHandshake,
  MessageSquareWarning,
  NotebookPen,
  Server,
  Users,
  UserRoundCog,
  type LucideIcon,
} from 'lucide-react'
import type { MessageId } from '../i18n/message-id.ts'

export type NavigationItem = { to: string; label: MessageId; Icon: LucideIcon; roles: readonly Role[] }

const readers = [
  'monitor',
  'social-worker',
  'supervisor',
  'prison-officer',
  'clinician',
  'specialist',
  'legal-officer',
] as const satisfies readonly Role[]

const navigation: readonly NavigationItem[] = [
  { to: '/', label: 'nav.today', Icon: CalendarDays, roles: readers },
  { to: '/visits', label: 'nav.work', Icon: BriefcaseBusiness, roles: ['social-worker', 'supervisor'] },
  { to: '/children', label: 'nav.children', Icon: Users, roles: readers },
  { to: '/carers', label: 'nav.carers', Icon: HeartHandshake, roles: readers },
  { to: '/facilities', label: 'nav.facilities', Icon: Building2, roles: readers },
  {
    to: '/complaints',
    label: 'nav.complaints',
    Icon: MessageSquareWarning,
    roles: ['monitor', 'social-worker', 'supervisor', 'specialist', 'legal-officer'],
  },
  { to: '/reports/situation', label: 'nav.reports', Icon: ChartColumn, roles: ['monitor', 'supervisor', 'analyst'] },
  { to: '/prepare', label: 'nav.prepare', Icon: Backpack, roles: readers },
  { to: '/diary', label: 'nav.diary', Icon: NotebookPen, roles: ['carer'] },
  { to: '/rules', label: 'nav.rules', Icon: BookOpenText, roles: [...readers, 'analyst', 'administrator'] },
  { to: '/people', label: 'nav.people', Icon: UserRoundCog, roles: ['administrator'] },
  { to: '/host', label: 'nav.host', Icon: Server, roles: ['administrator'] },
]

/** The menu of someone who holds these roles. */
export function navigationFor(held: readonly Role[]): NavigationItem[] {
  return navigation.filter((item) => item.roles.some((role) => held.includes(role)))
}
