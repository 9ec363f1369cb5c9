// Letters that wait for an answer, and the ledger of recommendations. Fetched when first opened.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const lettersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/letters',
  validateSearch: ({ only }: Record<string, unknown>): { only?: 'all' } => (only === 'all' ? { only } : {}),
  component: lazyPage(() => import('./letters-page.tsx'), 'LettersPage'),
})

const adviceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/advice',
  component: lazyPage(() => import('./advice-report.tsx'), 'AdviceReport'),
})

export const letterRoutes = [lettersRoute, adviceRoute]
