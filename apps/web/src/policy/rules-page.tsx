import { ruleNumbers, type RuleNumber, type RuleWords } from '@komar/domain/insight/rule-words'
import { isWhole, type CountryPack, type PolicyPack } from '@komar/domain/policy'
import type { ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { Page } from '../shell/page.tsx'
import { List, type Column } from '../ui/list.tsx'
import { Loading } from '../ui/page-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { LawLines } from './law-lines.tsx'
import { ruleWordsOf } from './rule-words-of.ts'
import { usePolicy } from './use-policy.ts'
import './rules.css'

/** The country's rules as Komar holds them: what awaits the ministry, the law, each gate in plain words, every number with its source. */
export function RulesPage(): ReactNode {
  const { text } = useSpeech()
  const pack = usePolicy()
  return (
    <Page title="rules.title" lead={<p>{text('rules.lead')}</p>}>
      {pack === null ? <Loading /> : isWhole(pack) ? <Rules pack={pack} /> : <LawAlone pack={pack} />}
    </Page>
  )
}

/** A small pack: the age limit, and what is not there, said. */
function LawAlone({ pack }: { pack: CountryPack }): ReactNode {
  const { text, language } = useSpeech()
  return (
    <>
      <Notice tone="amber" heading={text('rules.small', { country: pack.head.name[language] })}>
        <p>{text('rules.small-lead')}</p>
        <ul className="rules-list">
          {absent.map((part) => (
            <li key={part}>{text(`rules.absent.${part}`)}</li>
          ))}
        </ul>
        <p>{text('rules.small-next')}</p>
      </Notice>
      <Section id="law" title="rules.law">
        <LawLines law={pack.law} />
      </Section>
    </>
  )
}

const absent = ['decisions', 'assessments', 'measures', 'health', 'places', 'food', 'indicators'] as const

function Rules({ pack }: { pack: PolicyPack }): ReactNode {
  const { text } = useSpeech()
  const words = ruleWordsOf(pack.head.id)
  const numbers = ruleNumbers(pack.procedures)
  const unconfirmed = numbers.filter(({ status }) => status === 'to-be-confirmed')
  return (
    <>
      <Section id="to-confirm" title="rules.to-confirm">
        <p>{text('rules.to-confirm-lead')}</p>
        <ToConfirm numbers={unconfirmed} words={words} />
      </Section>
      <Section id="law" title="rules.law">
        <LawLines law={pack.law} />
      </Section>
      <Section id="gates" title="rules.gates">
        <Gates words={words} />
      </Section>
      <Section id="numbers" title="rules.numbers">
        <Numbers numbers={numbers} words={words} />
      </Section>
    </>
  )
}

type NumbersProps = { numbers: readonly RuleNumber[]; words: RuleWords }

function ToConfirm({ numbers, words }: NumbersProps): ReactNode {
  const speech = useSpeech()
  const { language, text } = speech
  const asked = words.gates.filter(({ toConfirm }) => toConfirm !== undefined)
  return (
    <ul className="rules-list">
      {asked.map(({ gate, title, toConfirm }) => (
        <li key={gate}>
          {gate}, {title[language]}: {toConfirm?.[language]} <Status>{text('rules.status.to-be-confirmed')}</Status>
        </li>
      ))}
      {numbers.map((number) => (
        <li key={number.path}>
          {words.numbers[number.path]?.[language] ?? number.path}: {sayValue(number, speech)}{' '}
          <Status>{text('rules.status.to-be-confirmed')}</Status>
        </li>
      ))}
    </ul>
  )
}

function Status({ children }: { children: ReactNode }): ReactNode {
  return <strong className="soft">({children})</strong>
}

function Gates({ words }: { words: RuleWords }): ReactNode {
  const { language } = useSpeech()
  return words.gates.map(({ gate, title, words: plain, source }) => (
    <section key={gate} className="stack-tight" id={gate}>
      <h3>
        {title[language]} <span className="soft">{gate}</span>
      </h3>
      <p>{plain[language]}</p>
      <p className="soft small">{source}</p>
    </section>
  ))
}

function Numbers({ numbers, words }: NumbersProps): ReactNode {
  const speech = useSpeech()
  const { text, language } = speech
  const columns: Column<RuleNumber>[] = [
    {
      id: 'what',
      heading: text('rules.what'),
      isName: true,
      cell: ({ path }) => words.numbers[path]?.[language] ?? path,
    },
    { id: 'value', heading: text('rules.value'), cell: (number) => sayValue(number, speech) },
    { id: 'status', heading: text('rules.how-sure'), cell: ({ status }) => text(`rules.status.${status}`) },
    { id: 'source', heading: text('rules.source'), cell: ({ source }) => source },
  ]
  return (
    <List
      caption={text('rules.numbers-caption', { count: numbers.length })}
      columns={columns}
      rows={numbers}
      rowKey={({ path }) => path}
      whenEmpty={null}
    />
  )
}

const units = ['hours', 'days', 'working-days', 'months', 'years', 'count'] as const

function sayValue({ value, unit }: Pick<RuleNumber, 'value' | 'unit'>, speech: Speech): string {
  if (typeof value === 'boolean') return speech.text(value ? 'rules.yes' : 'rules.no')
  const known = units.find((each) => each === unit)
  return known === undefined ? formatNumber(value, speech) : speech.text(`rules.unit.${known}`, { count: value })
}
