// Reports. Fetched when first opened; the days stand in the address, and nothing else does.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'
import { readMonth, readReportDays } from './report-days.ts'

const situationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/situation',
  validateSearch: readReportDays,
  component: lazyRouteComponent(() => import('./situation-page.tsx'), 'SituationPage'),
})

const indicatorsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/indicators',
  validateSearch: readMonth,
  component: lazyRouteComponent(() => import('./indicators-page.tsx'), 'IndicatorsPage'),
})

const unmetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/unmet',
  validateSearch: (search): { facility?: string } =>
    typeof search['facility'] === 'string' ? { facility: search['facility'] } : {},
  component: lazyRouteComponent(() => import('./unmet-page.tsx'), 'UnmetPage'),
})

export const reportRoutes = [situationRoute, indicatorsRoute, unmetRoute]
