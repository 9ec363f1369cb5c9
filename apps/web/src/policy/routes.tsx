// The country's rules as a page of their own.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'

const rulesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
})

export const policyRoutes = [rulesRoute]
