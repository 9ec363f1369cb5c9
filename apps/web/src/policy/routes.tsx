// The country's rules as a page of their own.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const rulesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/rules',
  component: lazyPage(() => import('./rules-page.tsx'), 'RulesPage'),
})

export const policyRoutes = [rulesRoute]
