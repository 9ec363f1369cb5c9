import { partsLimits, type AgencyKey, type KeyDevice } from '@komar/contract/agency-keys'
import { call } from '@komar/contract/client'
import { listColleagues, type Colleague } from '@komar/contract/work'
import type { SealScope } from '@komar/domain/chronicle/sealed-text'
import { useState, type ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField, ManyField, SelectField, Tick } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ScopeField } from './key-standing.tsx'
import './access.css'

export type KeyChoices = {
  scope: SealScope
  needed: number
  holders: readonly string[]
  holderNames: readonly string[]
  /** Devices that have the former key and get this one. */
  devices: readonly string[]
}

type Props = {
  former: Pick<AgencyKey, 'id' | 'scope'> | null
  devices: readonly KeyDevice[]
  onChosen: (choices: KeyChoices) => void
}

function askColleagues(isBackground: boolean) {
  return call(listColleagues, {}, { isBackground })
}

/** What is sealed, who holds a part on paper, who goes on having the key; and, before anything is made, what is lost when all is lost. */
export function NewKeyChoices(props: Props): ReactNode {
  const asked = useAnswer(askColleagues)
  return asked.value === undefined ? (
    <NoAnswerYet asked={asked} />
  ) : (
    <Choices {...props} colleagues={asked.value.colleagues} />
  )
}

const counts = Array.from({ length: partsLimits.most - partsLimits.least + 1 }, (_, at) => at + partsLimits.least)
const usualTotal = 3

function Choices({ former, devices, onChosen, colleagues }: Props & { colleagues: readonly Colleague[] }): ReactNode {
  const { text } = useSpeech()
  const [scope, setScope] = useState<SealScope>(former?.scope ?? 'notes')
  const [needed, setNeeded] = useState<number>(partsLimits.least)
  const [holders, setHolders] = useState<readonly string[]>(() => Array.from({ length: usualTotal }, () => ''))
  const [kept, setKept] = useState<readonly string[]>(devices.map(({ device }) => device))
  const [isUnderstood, setIsUnderstood] = useState(false)
  const others = devices.filter(({ isThis }) => !isThis)
  const isReady = isUnderstood && holders.every((holder) => holder !== '') && needed <= holders.length
  const chosen = (): void =>
    onChosen({
      scope,
      needed,
      holders,
      holderNames: holders.map((id) => colleagues.find((one) => one.id === id)?.displayName ?? ''),
      devices: kept,
    })
  return (
    <div className="stack access-form">
      <WhatItDoes isFirst={former === null} />
      {former === null && <ScopeField value={scope} onChange={setScope} offered={['notes', 'notes-and-complaints']} />}
      <PartFields {...{ needed, setNeeded, holders, setHolders, colleagues }} />
      {others.length > 0 && (
        <ManyField
          id="kept"
          label={text('keys.kept')}
          help={text('keys.kept-help')}
          options={others.map(({ device, displayName, label }) => ({ value: device, label: displayName, hint: label }))}
          values={kept}
          onChange={setKept}
        />
      )}
      <Lost isUnderstood={isUnderstood} onChange={setIsUnderstood} />
      <div>
        <Button weight="main" disabled={!isReady} onClick={chosen}>
          {text('keys.write-parts')}
        </Button>
      </div>
    </div>
  )
}

function WhatItDoes({ isFirst }: { isFirst: boolean }): ReactNode {
  const { text } = useSpeech()
  if (!isFirst) return <p>{text('keys.replace-what')}</p>
  return (
    <ul>
      <li>{text('keys.what-host')}</li>
      <li>{text('keys.what-others')}</li>
      <li>{text('keys.what-old')}</li>
      <li>{text('keys.what-files')}</li>
      <li>{text('keys.what-not')}</li>
    </ul>
  )
}

type PartFieldsProps = {
  needed: number
  setNeeded: (needed: number) => void
  holders: readonly string[]
  setHolders: (holders: readonly string[]) => void
  colleagues: readonly Colleague[]
}

function PartFields({ needed, setNeeded, holders, setHolders, colleagues }: PartFieldsProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const numbered = (value: number) => ({ value: String(value), label: formatNumber(value, speech) })
  const resize = (total: number): void => {
    setHolders(Array.from({ length: total }, (_, at) => holders[at] ?? ''))
    if (needed > total) setNeeded(total)
  }
  return (
    <>
      <p>{text('keys.parts-what')}</p>
      <ChoiceField
        id="parts-total"
        isBeside
        label={text('keys.parts-total')}
        options={counts.map(numbered)}
        value={String(holders.length)}
        onChange={(value) => resize(Number(value))}
      />
      <ChoiceField
        id="parts-needed"
        isBeside
        label={text('keys.parts-needed')}
        help={text('keys.parts-needed-help')}
        options={counts.filter((count) => count <= holders.length).map(numbered)}
        value={String(needed)}
        onChange={(value) => setNeeded(Number(value))}
      />
      {holders.map((holder, at) => (
        <SelectField
          key={at}
          id={`holder-${at}`}
          label={text('keys.part-holder', { number: at + 1 })}
          prompt={text('keys.part-holder-prompt')}
          options={colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          value={holder}
          onChange={(id) => setHolders(holders.map((before, place) => (place === at ? id : before)))}
        />
      ))}
      {new Set(holders).size < holders.length && !holders.includes('') && (
        <Notice tone="amber">{text('keys.part-holder-twice')}</Notice>
      )}
    </>
  )
}

function Lost({ isUnderstood, onChange }: { isUnderstood: boolean; onChange: (is: boolean) => void }): ReactNode {
  const { text } = useSpeech()
  return (
    <Notice tone="amber" heading={text('keys.lost')}>
      <p>{text('keys.lost-what')}</p>
      <p>{text('keys.lost-rest')}</p>
      <Tick label={text('keys.lost-understood')} isTicked={isUnderstood} onChange={onChange} />
    </Notice>
  )
}
