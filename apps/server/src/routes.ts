// Every route of the server. Each endpoint of packages/contract/src/all.ts must be served by exactly one of them.
import { accountRoutes } from './access/account-routes.ts'
import { agencyRoutes } from './access/agency-routes.ts'
import { complaintRoutes } from './assess/complaint-routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { hostRoutes } from './backup/host-routes.ts'
import { changesRoute } from './access/changes.ts'
import { attachmentRoutes } from './chronicle/attachment-routes.ts'
import { circleRoutes } from './access/circle-routes.ts'
import { agencyKeyRoutes } from './access/agency-key-routes.ts'
import { deviceRoutes } from './access/device-routes.ts'
import { headRoutes } from './chronicle/heads-routes.ts'
import { invitationRoutes } from './access/invitation-routes.ts'
import { memberRoutes } from './access/member-routes.ts'
import { handInRoutes } from './chronicle/hand-in-routes.ts'
import { reminderRoutes } from './insight/reminder-routes.ts'
import { chronicleRoutes } from './chronicle/routes.ts'
import { providerRoutes } from './access/provider-routes.ts'
import { passkeyRoutes } from './access/passkey-routes.ts'
import { secondFactorRoutes } from './access/second-factor-routes.ts'
import { sessionRoutes } from './access/session-routes.ts'
import { brokenGlassRoutes } from './insight/broken-glass-routes.ts'
import { indicatorRoutes } from './insight/indicator-routes.ts'
import { situationRoutes } from './insight/situation-routes.ts'
import { childListRoutes } from './insight/child-list-routes.ts'
import { letterRoutes } from './insight/letter-routes.ts'
import { ownCopyRoutes } from './insight/own-copy-routes.ts'
import { todayRoutes } from './insight/today-routes.ts'
import { unmetRoutes } from './insight/unmet-routes.ts'
import { workRoutes } from './insight/work-routes.ts'
import type { Route } from './http/route.ts'
import { registerRoutes } from './register/routes.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { wellbeingRoutes } from './wellbeing/routes.ts'
import { worldOf } from './world.ts'

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...accountRoutes,
  ...invitationRoutes,
  ...memberRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...providerRoutes,
  ...agencyRoutes,
  ...circleRoutes,
  ...agencyKeyRoutes,
  ...deviceRoutes,
  ...handInRoutes,
  ...headRoutes,
  ...hostRoutes,
  ...auditRoutes,
  ...attachmentRoutes,
  ...reminderRoutes,
  changesRoute,
  ...chronicleRoutes(worldOf),
  ...childListRoutes((country) => worldOf(country).pack),
  ...registerRoutes,
  ...todayRoutes,
  ...unmetRoutes,
  ...workRoutes,
  ...situationRoutes,
  ...indicatorRoutes,
  ...letterRoutes((country) => worldOf(country).pack),
  ...ownCopyRoutes((country) => worldOf(country).pack),
  ...brokenGlassRoutes((country) => worldOf(country).pack),
  ...complaintRoutes,
  ...sharingRoutes,
  ...wellbeingRoutes,
]
