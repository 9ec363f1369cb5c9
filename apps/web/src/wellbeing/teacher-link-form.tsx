// Making a teacher's link: form, language, and the two names that the page will say, shown as the teacher will read them.
import { call } from '@komar/contract/client'
import { makeQuestionnaire, questionnaireForms, questionnaireLimits } from '@komar/contract/questionnaires'
import type { HttpProblem } from '@komar/contract/problem'
import { tellsOfPrison } from '@komar/domain/register/tells-of-prison'
import { useState, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'

const dayChoices = ['7', '14', '21', '30'] as const

type Typed = {
  form: (typeof questionnaireForms)[number] | null
  language: 'km' | 'en'
  greeting: string
  askedBy: string
  days: (typeof dayChoices)[number]
}

type Fault = 'choose' | 'missing' | HttpProblem | 'offline'
type Props = { child: string; form: Typed['form']; onMade: () => void }

/** `form`: the one that fits the child's age, where that is known. */
export function TeacherLinkForm({ child, form, onMade }: Props): ReactNode {
  const { text } = useSpeech()
  const [typed, setTyped] = useState<Typed>({ form, language: 'km', greeting: '', askedBy: '', days: '21' })
  const [fault, setFault] = useState<Fault | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    const [greeting, askedBy] = [typed.greeting.trim(), typed.askedBy.trim()]
    if (typed.form === null) return setFault('choose')
    if (greeting === '' || askedBy === '') return setFault('missing')
    if (tellsOfPrison(greeting) || tellsOfPrison(askedBy)) return
    const body = { form: typed.form, language: typed.language, greeting, askedBy, days: Number(typed.days) }
    const made = await call(makeQuestionnaire, { params: { id: child }, body })
    setFault(made.ok ? null : made.problem)
    if (!made.ok) return
    setToken(made.value.token)
    onMade()
  }
  if (token !== null) return <FreshLink token={token} />
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <Fields typed={typed} change={setTyped} fault={fault} />
      <Preview {...typed} />
      {fault !== null && typeof fault !== 'string' && (
        <Notice tone="brick" announce>
          <p>{sayProblem(fault, text)}</p>
        </Notice>
      )}
      {fault === 'offline' && <p role="status">{text('teacher-link.needs-network')}</p>}
      <div>
        <Button weight="main" type="submit">
          {text('teacher-link.make')}
        </Button>
      </div>
    </form>
  )
}

function Fields({ typed, change, fault }: { typed: Typed; change: (typed: Typed) => void; fault: Fault | null }) {
  const speech = useSpeech()
  const { text } = speech
  const faultOf = (value: string) => {
    if (tellsOfPrison(value)) return text('form.fault.tells-of-prison')
    return fault === 'missing' && value.trim() === '' ? text('form.fault.write') : undefined
  }
  return (
    <>
      <ChoiceField
        id="link-form"
        label={text('field.form')}
        isBeside
        error={fault === 'choose' ? text('form.fault.choose') : undefined}
        options={questionnaireForms.map((value) => ({ value, label: sayOption('form', value, speech) }))}
        value={typed.form}
        onChange={(form) => change({ ...typed, form })}
      />
      <TextField
        id="link-greeting"
        label={text('teacher-link.greeting')}
        help={text('teacher-link.greeting-help')}
        error={faultOf(typed.greeting)}
        autoComplete="off"
        value={typed.greeting}
        onChange={(greeting) => change({ ...typed, greeting: greeting.slice(0, questionnaireLimits.greeting) })}
      />
      <TextField
        id="link-asked-by"
        label={text('teacher-link.asked-by')}
        help={text('teacher-link.asked-by-help')}
        error={faultOf(typed.askedBy)}
        autoComplete="off"
        value={typed.askedBy}
        onChange={(askedBy) => change({ ...typed, askedBy: askedBy.slice(0, questionnaireLimits.askedBy) })}
      />
      <ChoiceField
        id="link-language"
        label={text('teacher-link.language')}
        isBeside
        options={[
          { value: 'km', label: 'ភាសាខ្មែរ' },
          { value: 'en', label: 'English' },
        ]}
        value={typed.language}
        onChange={(language) => change({ ...typed, language })}
      />
      <ChoiceField
        id="link-days"
        label={text('teacher-link.days')}
        isBeside
        options={dayChoices.map((value) => ({ value, label: text('teacher-link.days-of', { days: Number(value) }) }))}
        value={typed.days}
        onChange={(days) => change({ ...typed, days })}
      />
    </>
  )
}

function Preview({ greeting, askedBy }: Pick<Typed, 'greeting' | 'askedBy'>): ReactNode {
  const { text } = useSpeech()
  if (greeting.trim() === '' || askedBy.trim() === '') return null
  return (
    <Notice heading={text('teacher-link.preview')}>
      <p>{text('teacher-link.preview-line', { name: greeting.trim(), from: askedBy.trim() })}</p>
    </Notice>
  )
}

/** The token stands in the fragment, which browsers send to no host. */
function FreshLink({ token }: { token: string }): ReactNode {
  const { text } = useSpeech()
  const [isCopied, setIsCopied] = useState(false)
  const link = `${location.origin}/q#${token}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link)
    setIsCopied(true)
  }
  return (
    <Notice tone="calm" heading={text('teacher-link.fresh')} announce>
      <p>{text('teacher-link.fresh-lead')}</p>
      <p className="teacher-link">{link}</p>
      <Button onClick={() => void copy()}>{text(isCopied ? 'teacher-link.copied' : 'teacher-link.copy')}</Button>
    </Notice>
  )
}
