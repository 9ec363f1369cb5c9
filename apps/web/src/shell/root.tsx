import { Outlet, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { useWornAppName } from './app-name.ts'
import { Gate } from './gate.tsx'
import { PartMissing } from './lazy-page.ts'
import { useWorkerLanguage } from './new-version.ts'

/** The outermost element: the skip link, and focus that follows a change of page. */
export function Root(): ReactNode {
  const text = useText()
  useFocusOnNavigation()
  useWornAppName()
  useWorkerLanguage()
  return (
    <>
      <a className="skip-link" href="#main" onClick={skipToMain}>
        {text('shell.skip')}
      </a>
      <Outlet />
    </>
  )
}

function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

/**
 * After a change of page the heading is read out, and the keyboard goes on from there; the first page takes no focus, and neither does one
 * on which somebody types already: on a slow device the sign-in page stands before the address has changed.
 */
function useFocusOnNavigation(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return
        if (document.activeElement?.matches('main :is(input, select, textarea)') === true) return
        const target = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main')
        target?.focus({ preventScroll: true })
      }),
    [router],
  )
}

/** Something in the page itself failed. What was typed is on the device; the message of the fault may be personal and is not shown. */
export function Failed({ error, reset }: ErrorComponentProps): ReactNode {
  const text = useText()
  if (error instanceof PartMissing) return <MissingPart />
  return (
    <Gate>
      <PageState kind="refused" heading={text('state.failed')} next={text('state.failed-next')}>
        <Button weight="main" onClick={reset}>
          {text('state.try-again')}
        </Button>
      </PageState>
    </Gate>
  )
}

/** The page itself could not be fetched: neither this device has its file nor did the host answer. */
function MissingPart(): ReactNode {
  const text = useText()
  return (
    <Gate>
      <PageState kind="offline" heading={text('app.part-missing')} next={text('app.part-missing-next')}>
        <Button weight="main" onClick={() => location.reload()}>
          {text('state.try-again')}
        </Button>
      </PageState>
    </Gate>
  )
}
