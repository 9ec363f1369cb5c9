// The work: visits by place and day, the case-load of each worker, the start-up with old data.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const visitsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/visits',
  validateSearch: ({ whose }: Record<string, unknown>): { whose?: 'all' } => (whose === 'all' ? { whose } : {}),
  component: lazyPage(() => import('./visits-page.tsx'), 'VisitsPage'),
})

const caseLoadRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/case-load',
  component: lazyPage(() => import('./case-load-page.tsx'), 'CaseLoadPage'),
})

const leaversRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/leavers',
  component: lazyPage(() => import('./leavers-page.tsx'), 'LeaversPage'),
})

const startUpRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/start-up',
  component: lazyPage(() => import('./start-up-page.tsx'), 'StartUpPage'),
})

const brokenGlassRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/broken-glass',
  component: lazyPage(() => import('./broken-glass-page.tsx'), 'BrokenGlassPage'),
})

const glassRecordRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/broken-glass/$id',
  component: lazyPage(() => import('./glass-record-page.tsx'), 'GlassRecordPage'),
})

const retentionRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/retention',
  component: lazyPage(() => import('./retention-page.tsx'), 'RetentionPage'),
})

export const workRoutes = [
  visitsRoute,
  caseLoadRoute,
  leaversRoute,
  startUpRoute,
  brokenGlassRoute,
  glassRecordRoute,
  retentionRoute,
]
