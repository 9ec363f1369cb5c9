// Pages that compose several slices: Today, a child, a carer in custody, a prison. Each is fetched when it is first opened.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./first-page.tsx'), 'FirstPage'),
})

const childRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/children/$id',
  component: lazyPage(() => import('./child-page.tsx'), 'ChildPage'),
})

const carerRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/carers/$id',
  component: lazyPage(() => import('./carer-page.tsx'), 'CarerPage'),
})

/** A person or home outside. Prison staff have no way to it, and the host answers them as if there were nobody. */
const kinRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/kin/$id',
  component: lazyPage(() => import('./kin-page.tsx'), 'KinPage'),
})

const facilityRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities/$id',
  component: lazyPage(() => import('./facility-page.tsx'), 'FacilityPage'),
})

const roundSheetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities/$id/round-sheet',
  component: lazyPage(() => import('./round-sheet-page.tsx'), 'RoundSheetPage'),
})

const prepareRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/prepare',
  component: lazyPage(() => import('./prepare-page.tsx'), 'PreparePage'),
})

const growthSheetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/children/$id/growth',
  component: lazyPage(() => import('./wellbeing-sheet-pages.tsx'), 'GrowthSheetPage'),
})

const informantsSheetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/children/$id/informants',
  component: lazyPage(() => import('./wellbeing-sheet-pages.tsx'), 'InformantsSheetPage'),
})

const visitRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities/$id/visit',
  component: lazyPage(() => import('./visit/visit-page.tsx'), 'VisitPage'),
})

export const insightRoutes = [
  todayRoute,
  childRoute,
  carerRoute,
  kinRoute,
  facilityRoute,
  roundSheetRoute,
  prepareRoute,
  growthSheetRoute,
  informantsSheetRoute,
  visitRoute,
]
