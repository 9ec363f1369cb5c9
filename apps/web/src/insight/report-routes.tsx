// Reports. Fetched when first opened; the days stand in the address, and nothing else does.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'
import { readMonth, readReportDays } from './report-days.ts'

const situationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/situation',
  validateSearch: readReportDays,
  component: lazyPage(() => import('./situation-page.tsx'), 'SituationPage'),
})

const indicatorsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/indicators',
  validateSearch: readMonth,
  component: lazyPage(() => import('./indicators-page.tsx'), 'IndicatorsPage'),
})

const unmetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/unmet',
  validateSearch: (search): { facility?: string } =>
    typeof search['facility'] === 'string' ? { facility: search['facility'] } : {},
  component: lazyPage(() => import('./unmet-page.tsx'), 'UnmetPage'),
})

export const reportRoutes = [situationRoute, indicatorsRoute, unmetRoute]
