import { searchCarers, type CarerRow } from '@komar/contract/register'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FilterSentence } from '../ui/filter-sentence.tsx'
import { mayDo, registerCarer } from './actions.ts'
import { onlyFilters, readCarerSearch, type CarerSearch } from './carer-filter.ts'
import { CarersList } from './carers-list.tsx'
import { useFacilityChoice } from './children-filter.tsx'
import { useDirectory } from './directory.ts'
import { SearchBox } from './search-box.tsx'
import { useSettled } from './use-child-list.ts'

/** Carers in custody, mothers mostly, and pregnant women. */
export function CarersPage(): ReactNode {
  const found: Record<string, unknown> = useSearch({ strict: false })
  const key = JSON.stringify(readCarerSearch(found))
  // Who may not read of custody is told of nobody that she is held: every filter by it would find nobody.
  const readsCustody = useSession().mayRead.includes('custody')
  const search = useMemo(
    (): CarerSearch => (readsCustody ? readCarerSearch(JSON.parse(key)) : { only: 'all' }),
    [key, readsCustody],
  )
  const [typed, setTyped] = useState('')
  const { asked, further, showMore } = useCarerList(search, typed)
  const directory = useDirectory()
  return (
    <Answered asked={asked} title="carers.title">
      {({ carers, total }) => (
        <Page title="carers.title" actions={<RegisterLink />}>
          <div className="stack screen-only">
            <SearchBox value={typed} onChange={setTyped} />
            {readsCustody && <CarersFilter search={search} />}
          </div>
          <CarersList rows={[...carers, ...further]} total={total} directory={directory} />
          {showMore !== undefined && <More onMore={showMore} />}
        </Page>
      )}
    </Answered>
  )
}

function useCarerList(search: CarerSearch, typed: string) {
  const text = useSettled(typed.trim())
  const question = useCallback(
    (isBackground: boolean, cursor?: string) => {
      const body = { ...search, ...(text === '' ? {} : { text }), ...(cursor === undefined ? {} : { cursor }) }
      return ask(searchCarers, { body }, { isBackground })
    },
    [search, text],
  )
  const asked = useAnswer(useCallback((isBackground: boolean) => question(isBackground), [question]))
  const [more, setMore] = useState<{ question: unknown; rows: readonly CarerRow[]; cursor: string | null } | null>(null)
  const current = more?.question === question ? more : null
  const cursor = current === null ? (asked.value?.cursor ?? null) : current.cursor
  const showMore = async (after: string): Promise<void> => {
    const answer = await question(false, after)
    if (answer.ok)
      setMore({ question, rows: [...(current?.rows ?? []), ...answer.value.carers], cursor: answer.value.cursor })
  }
  return { asked, further: current?.rows ?? [], showMore: cursor === null ? undefined : () => showMore(cursor) }
}

function CarersFilter({ search }: { search: CarerSearch }): ReactNode {
  const text = useText()
  const navigate = useNavigate()
  const { facilities } = useDirectory()
  const change = (changed: Record<string, string | undefined>): void =>
    void navigate({ to: '/carers', search: readCarerSearch({ ...search, ...changed }), replace: true })
  const facility = useFacilityChoice(facilities, search.facility, (value) => change({ facility: value || undefined }))
  const only = {
    label: text('carers.filter-only'),
    value: search.only ?? 'held',
    options: onlyFilters.map((value) => ({ value, label: text(`carers.only-${value}`) })),
    onChange: (value: string) => change({ only: value }),
  }
  return <FilterSentence sentence="carers.sentence" choices={{ only, facility }} />
}

function RegisterLink(): ReactNode {
  const text = useText()
  const session = useSession()
  if (!mayDo(session, registerCarer)) return null
  return (
    <Link to="/record/$form" params={{ form: registerCarer.name }} className={buttonClass('main')}>
      {text(registerCarer.label)}
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
