// The pages of wellbeing that are not forms: a morning of measuring in one prison.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const measureRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities/$id/measure',
  component: lazyPage(() => import('./measure-round-page.tsx'), 'MeasureRoundPage'),
})

export const wellbeingRoutes = [measureRoute]
