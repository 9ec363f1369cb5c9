// Users and agencies, for the administrator. Addresses hold ids of accounts, never a name. Each page is fetched when first opened.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'

const getParentRoute = () => frameRoute

export const accessRoutes = [
  createRoute({
    getParentRoute,
    path: '/people',
    component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/new',
    component: lazyRouteComponent(() => import('./new-account-page.tsx'), 'NewAccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/new-agency',
    component: lazyRouteComponent(() => import('./new-agency-page.tsx'), 'NewAgencyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
]
