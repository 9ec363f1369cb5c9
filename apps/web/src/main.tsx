import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { LanguageProvider } from './i18n/language-provider.tsx'
import { sayNothingIsKept } from './i18n/kept-words.ts'
import { rememberedDigits, rememberedLanguage, speak } from './i18n/language.ts'
import { makeRouter } from './router.tsx'
import { forgetPage } from './shell/forget-page.ts'
import { rememberedAppName, wearAppName } from './shell/app-name.ts'
import { keepAppOnDevice } from './shell/new-version.ts'
import { SessionProvider } from './shell/session.tsx'
import { contactHost } from './store/contact-host.ts'
import { handInBoxes } from './store/hand-in-boxes.ts'
import { openVault } from './store/open-vault.ts'
import { isNothingKept } from './store/vault-state.ts'
import './style/tokens.css'
import './style/base.css'
import './style/print.css'

// The content security policy forbids making code out of text, which zod would otherwise try.
z.config({ jitless: true })

// First of all, so that no other name or picture is seen or fetched.
wearAppName(rememberedAppName(), rememberedLanguage())

async function start(root: HTMLElement): Promise<void> {
  const router = makeRouter()
  const [vault] = await Promise.all([
    openVault({ handInBoxes, contact: contactHost, onLocked: (leaveFor) => forgetPage(router, leaveFor) }),
    speak(rememberedLanguage(), rememberedDigits()),
  ])
  // Before any page hears of it.
  vault?.subscribe(() => sayNothingIsKept(isNothingKept(vault.state())))
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <SessionProvider vault={vault}>
          <RouterProvider router={router} />
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
if (import.meta.env.PROD) void keepAppOnDevice()
