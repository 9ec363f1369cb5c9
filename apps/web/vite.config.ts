import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { checkBudget } from './build/check-budget.ts'
import { compileCatalogues } from './build/compile-catalogues.ts'
import { reportKept } from './build/report-kept.ts'
import { webManifests } from './build/web-manifests.ts'

// Assets are never inlined as data: URLs, and no module preload shim is injected: the content security policy allows 'self' only.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    compileCatalogues(),
    checkBudget(),
    webManifests(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      // The page registers it itself (shell/new-version.ts) and chooses among the manifests (shell/app-name.ts).
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest}'],
        // The page of a teacher's link is no part of the app, and stays on no device.
        globIgnores: ['q.html', 'q/**'],
        rollupFormat: 'iife',
        // Whatever is in assets/ has a hash in its name.
        dontCacheBustURLsMatching: /^assets\//,
        buildPlugins: { vite: [compileCatalogues()] },
        manifestTransforms: [reportKept],
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: join(import.meta.dirname, 'index.html'), q: join(import.meta.dirname, 'q.html') },
      // In a directory of its own, which the host lets nobody keep (http/web-app.ts).
      output: {
        entryFileNames: ({ name }) => `${name === 'q' ? 'q' : 'assets'}/[name]-[hash].js`,
        assetFileNames: ({ names }) => `${names.includes('q.css') ? 'q' : 'assets'}/[name]-[hash][extname]`,
      },
    },
  },
})
