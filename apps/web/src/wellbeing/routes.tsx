// The pages of wellbeing that are not forms: a morning of measuring in one prison, a carer's diary, and all links given to teachers.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const measureRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities/$id/measure',
  component: lazyPage(() => import('./measure-round-page.tsx'), 'MeasureRoundPage'),
})

const diaryRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/diary',
  component: lazyPage(() => import('./diary-page.tsx'), 'DiaryPage'),
})

const givenLinksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/questionnaires',
  component: lazyPage(() => import('./given-links-page.tsx'), 'GivenLinksPage'),
})

export const wellbeingRoutes = [measureRoute, diaryRoute, givenLinksRoute]
