// The own copy of a sealed record, for the supervisor of the responsible agency who opened it: the questions of the act, since a sealed
// record takes none, and the files. What is said goes to the host with each file and is kept in the log of readers (ADR 0023).
import { copyThroughGlass } from '@komar/contract/broken-glass'
import { callForFile } from '@komar/contract/client'
import type { OwnCopyAsking } from '@komar/domain/sharing/own-copy-gate'
import { asksFreely, companies, identityProofs, ownCopyAskingSchema } from '@komar/domain/sharing/own-copy-kinds'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { ChoiceField, ManyField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { BeforeHandingOver, WhatIsLeftOut } from './own-copy-advice.tsx'
import { CopyFiles, type MakeCopy } from './own-copy-files.tsx'

const fields = ['identityShownBy', 'wasAskedAlone', 'freely', 'company'] as const
const labels = {
  identityShownBy: 'form.own-copy.identity',
  wasAskedAlone: 'form.own-copy.alone',
  freely: 'form.own-copy.freely',
  company: 'form.own-copy.company',
} as const
const steps = ['read-sealed', 'together', 'where', 'hand-over', 'again-sealed'] as const

/** `isJoined`: another record of the same child was joined with this one. */
export function GlassCopy({ id, isJoined }: { id: string; isJoined: boolean }): ReactNode {
  const text = useText()
  const [said, change] = useState<Partial<OwnCopyAsking>>({})
  const { errors, attempt, show } = useFieldErrors()
  const make: MakeCopy = (lang, as) => {
    const whole = ownCopyAskingSchema.safeParse(said)
    const open = fields.filter((field) => whole.error?.issues.some(({ path }) => path[0] === field) === true)
    show(
      open.map((field) => ({
        fieldId: `copy-${field}`,
        message: text('form.fault.in-field', { field: text(labels[field]), message: text('form.fault.choose') }),
      })),
    )
    return whole.success ? callForFile(copyThroughGlass, { params: { id }, body: { ...whole.data, lang, as } }) : null
  }
  return (
    <>
      <Section id="glass-copy" title="glass.copy">
        <p>{text('glass.copy-lead')}</p>
        {isJoined && <Notice tone="amber">{text('glass.copy-joined')}</Notice>}
        <div className="stack">
          <ErrorSummary errors={[...errors]} attempt={attempt} />
          <Questions said={said} change={change} open={errors.map(({ fieldId }) => fieldId)} />
        </div>
        <Notice tone="amber">{text('own-copy.read-first')}</Notice>
        <CopyFiles make={make} />
      </Section>
      <BeforeHandingOver steps={steps} />
      <WhatIsLeftOut />
    </>
  )
}

type QuestionsProps = {
  said: Partial<OwnCopyAsking>
  change: (said: Partial<OwnCopyAsking>) => void
  /** Those that were tried without an answer. */
  open: readonly string[]
}

/** Word for word those of the act (sharing/forms/own-copy.ts). */
function Questions({ said, change, open }: QuestionsProps): ReactNode {
  const text = useText()
  const { wasAskedAlone: alone } = said
  const frame = (field: (typeof fields)[number]) => ({
    id: `copy-${field}`,
    label: text(labels[field]),
    error: open.includes(`copy-${field}`) ? text('form.fault.choose') : undefined,
  })
  return (
    <>
      <ManyField
        {...frame('identityShownBy')}
        help={text('form.own-copy.identity-help')}
        options={identityProofs.map((value) => ({ value, label: text(`option.identityShownBy.${value}`) }))}
        values={said.identityShownBy ?? []}
        onChange={(identityShownBy) => change({ ...said, identityShownBy })}
      />
      <ChoiceField
        {...frame('wasAskedAlone')}
        help={text('form.own-copy.alone-help')}
        isBeside
        options={(['yes', 'no'] as const).map((value) => ({ value, label: text(`answer.${value}`) }))}
        value={alone === undefined ? null : alone ? 'yes' : 'no'}
        onChange={(word) => change({ ...said, wasAskedAlone: word === 'yes' })}
      />
      <ChoiceField
        {...frame('freely')}
        options={asksFreely.map((value) => ({ value, label: text(`option.freely.${value}`) }))}
        value={said.freely ?? null}
        onChange={(freely) => change({ ...said, freely })}
      />
      <ChoiceField
        {...frame('company')}
        help={text('form.own-copy.company-help')}
        options={companies.map((value) => ({ value, label: text(`option.company.${value}`) }))}
        value={said.company ?? null}
        onChange={(company) => change({ ...said, company })}
      />
    </>
  )
}
