// Letters that wait for an answer, and the ledger of recommendations. Fetched when first opened.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'

const lettersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/letters',
  validateSearch: ({ only }: Record<string, unknown>): { only?: 'all' } => (only === 'all' ? { only } : {}),
  component: lazyRouteComponent(() => import('./letters-page.tsx'), 'LettersPage'),
})

const adviceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/advice',
  component: lazyRouteComponent(() => import('./advice-report.tsx'), 'AdviceReport'),
})

export const letterRoutes = [lettersRoute, adviceRoute]
