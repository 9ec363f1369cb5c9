import { mayBreakGlass } from '@komar/contract/broken-glass'
import { readCode } from '@komar/domain/register/child-code'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { AsOfBar } from '../ui/as-of-bar.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { mayDo, registerChild } from './actions.ts'
import { ChildrenFilter } from './children-filter.tsx'
import { ChildrenList } from './children-list.tsx'
import { changeSearch, readChildSearch, type ChildSearch } from './child-filter.ts'
import { useDirectory } from './directory.ts'
import { SearchBox } from './search-box.tsx'
import { useChildList } from './use-child-list.ts'

/** Every child that the reader may see, the nearest limit first. */
export function ChildrenPage(): ReactNode {
  const found: Record<string, unknown> = useSearch({ strict: false })
  const key = JSON.stringify(readChildSearch(found))
  // One object for as long as the address says the same.
  const search = useMemo((): ChildSearch => readChildSearch(JSON.parse(key)), [key])
  const navigate = useNavigate()
  const change = (next: ChildSearch): void => void navigate({ to: '/children', search: next, replace: true })
  const [typed, setTyped] = useState('')
  const list = useChildList(search, typed)
  const directory = useDirectory()
  const asOf = search.asOf === undefined ? undefined : plainDate(search.asOf)
  return (
    <Answered asked={list.asked} title="children.title">
      {({ children, total, today }) => (
        <Page title="children.title" asOf={asOf} actions={<RegisterLink isPast={asOf !== undefined} />}>
          {asOf !== undefined && (
            <AsOfBar asOf={asOf} knownAt={null} onToday={() => change(changeSearch(search, 'asOf', ''))} />
          )}
          <div className="stack screen-only">
            <SearchBox value={typed} onChange={setTyped} />
            {readCode(typed).is === 'mistyped' && <Mistyped />}
            <ChildrenFilter
              search={search}
              today={plainDate(today)}
              facilities={directory.facilities}
              change={change}
            />
          </div>
          <ChildrenList
            rows={[...children, ...list.further]}
            total={total}
            today={asOf ?? plainDate(today)}
            directory={directory}
            isSearched={typed.trim() !== ''}
            search={search}
          />
          {list.showMore !== undefined && <More onMore={list.showMore} />}
          <InNeed />
        </Page>
      )}
    </Answered>
  )
}

/** For those whose role may open a record that they cannot see. */
function InNeed(): ReactNode {
  const text = useText()
  const { roles } = useSession()
  if (!mayBreakGlass.some((role) => roles.includes(role))) return null
  return (
    <p className="soft screen-only">
      <Link to="/broken-glass">{text('glass.title')}</Link>
    </p>
  )
}

function Mistyped(): ReactNode {
  const text = useText()
  return (
    <Notice tone="amber" announce>
      {text('children.code-mistyped')}
    </Notice>
  )
}

function RegisterLink({ isPast }: { isPast: boolean }): ReactNode {
  const text = useText()
  const session = useSession()
  if (isPast || !mayDo(session, registerChild)) return null
  return (
    <Link to="/record/$form" params={{ form: registerChild.name }} className={buttonClass('main')}>
      {text(registerChild.label)}
    </Link>
  )
}

function More({ onMore }: { onMore: () => Promise<void> }): ReactNode {
  const text = useText()
  return (
    <div className="screen-only">
      <Button onClick={() => void onMore()}>{text('children.more')}</Button>
    </div>
  )
}
