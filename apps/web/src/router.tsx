import { createRoute, createRouter } from '@tanstack/react-router'
import { accessRoutes, joinRoute, providerRoutes } from './access/routes.tsx'
import { complaintRoutes } from './assess/complaint-routes.tsx'
import { reportRoutes } from './insight/report-routes.tsx'
import { insightRoutes } from './insight/routes.tsx'
import { letterRoutes } from './insight/letter-routes.tsx'
import { workRoutes } from './insight/work-routes.tsx'
import { policyRoutes } from './policy/routes.tsx'
import { recordRoutes } from './record/routes.tsx'
import { registerRoutes } from './register/routes.tsx'
import { lazyPage } from './shell/lazy-page.ts'
import { wellbeingRoutes } from './wellbeing/routes.tsx'
import { NotFound } from './shell/not-found.tsx'
import { frameRoute, rootRoute } from './shell/routes.tsx'

const unsentRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/unsent',
  component: lazyPage(() => import('./shell/unsent-page.tsx'), 'UnsentPage'),
})
/** Whatever no slice claims; inside the frame, so that the menu is still there. */
const elsewhereRoute = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFound })

const routeTree = rootRoute.addChildren([
  joinRoute,
  ...providerRoutes,
  frameRoute.addChildren([
    ...insightRoutes,
    ...complaintRoutes,
    ...reportRoutes,
    ...workRoutes,
    ...policyRoutes,
    ...letterRoutes,
    ...accessRoutes,
    ...registerRoutes,
    ...wellbeingRoutes,
    ...recordRoutes,
    unsentRoute,
    elsewhereRoute,
  ]),
])

/** Makes the page's router. A new page: add its slice's routes to the tree above. */
export function makeRouter() {
  return createRouter({ routeTree, scrollRestoration: true, defaultPreload: false, defaultPendingMs: 300 })
}

declare module '@tanstack/react-router' {
  // A declaration can be merged only as an interface.
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
