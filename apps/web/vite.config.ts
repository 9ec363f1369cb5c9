import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { checkBudget } from './build/check-budget.ts'
import { compileCatalogues } from './build/compile-catalogues.ts'

// Assets are never inlined as data: URLs, and no module preload shim is injected: the content security policy allows 'self' only.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compileCatalogues(), checkBudget()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
