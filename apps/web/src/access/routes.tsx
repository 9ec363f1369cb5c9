// Users, agencies and the host, for the administrator; this device, sign-ins and reminders, for everyone; a link to set a password, for
// whoever has it. Addresses hold ids of accounts, never a name. Each page
// is fetched when first opened.
import { cameInPath } from '@komar/contract/provider'
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute, rootRoute } from '../shell/routes.tsx'

const getParentRoute = () => frameRoute

/** Outside the frame: whoever comes by a link has no way in yet. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyPage(() => import('./join-page.tsx'), 'JoinPage'),
})

/** Outside the frame too: where the identity provider sends back, and the page from which a proof goes there. */
export const providerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: cameInPath,
    component: lazyPage(() => import('./came-in-page.tsx'), 'CameInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/prove',
    component: lazyPage(() => import('./prove-page.tsx'), 'ProvePage'),
  }),
]

export const accessRoutes = [
  createRoute({
    getParentRoute,
    path: '/signing-in',
    component: lazyPage(() => import('./signing-in-page.tsx'), 'SigningInPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/device',
    component: lazyPage(() => import('./device-page.tsx'), 'DevicePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/sign-ins',
    component: lazyPage(() => import('./sign-ins-page.tsx'), 'SignInsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/keys',
    component: lazyPage(() => import('./keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/host',
    component: lazyPage(() => import('./host-page.tsx'), 'HostPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people',
    component: lazyPage(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/new',
    component: lazyPage(() => import('./new-account-page.tsx'), 'NewAccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/new-agency',
    component: lazyPage(() => import('./new-agency-page.tsx'), 'NewAgencyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/$id',
    component: lazyPage(() => import('./account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/reminders',
    component: lazyPage(() => import('./reminders-page.tsx'), 'RemindersPage'),
  }),
]
