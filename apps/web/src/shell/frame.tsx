// What stands around every page of someone who is signed in: the menu, the switches, and what the whole page must wear.
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Eye, EyeOff, LockKeyhole, Menu } from 'lucide-react'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { ChangePasswordPage } from '../access/change-password-page.tsx'
import { ChooseStorePage } from '../access/choose-store-page.tsx'
import { SignInPage } from '../access/sign-in-page.tsx'
import { hasChosenLanguage } from '../i18n/language.ts'
import { useLanguage, useText } from '../i18n/language-provider.tsx'
import { AttachmentsProvider } from '../store/attachments-provider.tsx'
import { StoreProvider, useIsOnline } from '../store/store-provider.tsx'
import type { Unlocked } from '../store/unlocked.ts'
import type { Tie } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/page-state.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { Confirmations } from './confirmations.tsx'
import { lazyPage } from './lazy-page.ts'
import { NamesProvider, useNames } from './names.tsx'
import { navigationFor } from './navigation.ts'
import { NothingKept } from './nothing-kept.tsx'
import { NewVersionNote } from './new-version-note.tsx'
import { RecordedNote } from './recorded-note.tsx'
import { answerThatSomeoneIsAtWork } from './service-worker.ts'
import { useSession, useVault, useVaultState } from './session.tsx'
import { OutdatedPage, UnsupportedPage, WipedPage } from './shut-pages.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { UnsentNote } from './unsent-note.tsx'
import './frame.css'

const AddSecondFactor = lazyPage(() => import('../access/signing-in-page.tsx'), 'AddSecondFactorPage')

/** Shows the page to whoever is signed in, and the way in to others: the address stays, so that they go on where they were. */
export function Frame(): ReactNode {
  const state = useVaultState()
  switch (state.status) {
    case 'asking':
      return <Loading />
    case 'unsupported':
      return <UnsupportedPage />
    case 'outdated':
      return <OutdatedPage />
    case 'locked':
      return <SignInPage lockedBy={state.reason} />
    case 'must-change':
      return <ChangePasswordPage />
    case 'choosing':
      return <ChooseStorePage />
    case 'wiped':
      return <WipedPage report={state.report} />
    case 'unlocked':
      return <Opened unlocked={state.unlocked} tie={state.tie} />
  }
}

/** The store of whoever is at work, and what stands on it. */
function Opened({ unlocked, tie }: { unlocked: Unlocked; tie: Tie }): ReactNode {
  const vault = useVault()
  return (
    <StoreProvider
      unlocked={unlocked}
      tie={tie}
      onSessionEnded={() => void vault.refresh()}
      onRevoked={() => void vault.obey('wipe', unlocked.id)}
      whileOpening={<Loading />}
    >
      <AttachmentsProvider unlocked={unlocked}>
        <NamesProvider>
          <SignedInFrame tie={tie} />
        </NamesProvider>
      </AttachmentsProvider>
    </StoreProvider>
  )
}

function SignedInFrame({ tie }: { tie: Tie }): ReactNode {
  const { text, language, follow } = useLanguage()
  const { host, language: own, mustAddSecondFactor, hasPasskey, byProvider } = useSession()
  useEffect(() => {
    if (!hasChosenLanguage() && own !== language) void follow(own)
  }, [own, language, follow])
  const isOnline = useIsOnline()
  useEffect(answerThatSomeoneIsAtWork, [])
  return (
    <>
      <header className="screen-only">
        {host.stamp === 'demonstration' && (
          <p className="demonstration">
            <span>{text('shell.demonstration')}</span>
          </p>
        )}
        <Bar />
        {!isOnline && tie !== 'unreachable' && (
          <p className="frame-note" role="status">
            {text('shell.offline')}
          </p>
        )}
        <NothingKept />
        <SignInAgain tie={tie} />
        <UnsentNote />
        <NewVersionNote />
      </header>
      <Confirmations hasPasskey={hasPasskey} byProvider={byProvider} />
      <main className="frame-main" id="main" tabIndex={-1}>
        <RecordedNote />
        {mustAddSecondFactor && tie === 'signed-in' ? (
          <Suspense fallback={<Loading />}>
            <AddSecondFactor />
          </Suspense>
        ) : (
          <Outlet />
        )}
      </main>
    </>
  )
}

function Bar(): ReactNode {
  const text = useText()
  const [isOpen, setIsOpen] = useState(false)
  const address = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => setIsOpen(false), [address])
  return (
    <div className="frame-bar">
      <div className="frame-bar-inside" data-open={isOpen}>
        <Brand />
        <HideNames />
        <LockButton />
        <AccountMenu />
        <Button
          className="frame-menu-button"
          aria-expanded={isOpen}
          aria-controls="menu"
          onClick={() => setIsOpen(!isOpen)}
        >
          <Menu aria-hidden="true" size={20} /> {text('shell.menu')}
        </Button>
        <Navigation />
      </div>
    </div>
  )
}

function Navigation(): ReactNode {
  const text = useText()
  const { roles } = useSession()
  return (
    <nav className="frame-nav" id="menu" aria-label={text('shell.menu')}>
      <ul className="plain-list">
        {navigationFor(roles).map(({ to, label, Icon }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/' }}>
              <Icon aria-hidden="true" size={20} />
              {text(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function HideNames(): ReactNode {
  const text = useText()
  const { areHidden, setHidden } = useNames()
  const Icon = areHidden ? EyeOff : Eye
  return (
    <Button weight="quiet" aria-pressed={areHidden} onClick={() => setHidden(!areHidden)}>
      <Icon aria-hidden="true" size={20} />
      {text('shell.hide-names')}
    </Button>
  )
}

/** Shuts this page and all others of this browser at once: nothing that was read stays. */
function LockButton(): ReactNode {
  const text = useText()
  const vault = useVault()
  return (
    <Button weight="quiet" onClick={() => vault.lock()}>
      <LockKeyhole aria-hidden="true" size={20} />
      {text('shell.lock')}
    </Button>
  )
}
