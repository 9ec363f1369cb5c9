// The work: visits by place and day, the case-load of each worker, the start-up with old data.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'

const visitsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/work/visits',
  validateSearch: ({ whose }: Record<string, unknown>): { whose?: 'all' } => (whose === 'all' ? { whose } : {}),
  component: lazyRouteComponent(() => import('./visits-page.tsx'), 'VisitsPage'),
})

const caseLoadRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/work/case-load',
  component: lazyRouteComponent(() => import('./case-load-page.tsx'), 'CaseLoadPage'),
})

const startUpRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/work/start-up',
  component: lazyRouteComponent(() => import('./start-up-page.tsx'), 'StartUpPage'),
})

export const workRoutes = [visitsRoute, caseLoadRoute, startUpRoute]
