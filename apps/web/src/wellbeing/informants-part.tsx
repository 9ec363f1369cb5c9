// Several informants side by side, as they are: no mean, no winner. Where one says far from average and another close to it, the row says
// that they differ: that is a finding of its own (golden case G8). Beside every result: the bands are of the United Kingdom.
import { ageYears } from '@komar/domain/wellbeing/signals'
import { bandTables, isFar, latestOfEach, scoreAnswers, sideBySide } from '@komar/domain/wellbeing/instruments'
import type { ScasScored, Scored, SdqScored, SideBySide } from '@komar/domain/wellbeing/instruments'
import { scasScales } from '@komar/domain/wellbeing/scas'
import { sdqBandedScales } from '@komar/domain/wellbeing/sdq'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { buttonClass } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import type { WellbeingFile } from './wellbeing-file.ts'

const mostOf = { total: 40, impact: 10, other: 10 } as const

/** `isSheet`: on the sheet of its own, which is printed. */
export function InformantsPart({ file, isSheet = false }: { file: WellbeingFile; isSheet?: boolean }): ReactNode {
  const { text } = useSpeech()
  const { wellbeing, register } = file
  const scored = useMemo(
    () =>
      wellbeing.instruments.map((answers) =>
        scoreAnswers(answers, { sex: register.sex, ageYears: ageYears(register.birth.range, answers.entry.occurred) }),
      ),
    [wellbeing, register],
  )
  const sdq = scored.filter((each): each is SdqScored => each.instrument === 'sdq')
  const scas = scored.filter((each): each is ScasScored => each.instrument === 'scas')
  if (scored.length === 0) return <p>{text('informants.none')}</p>
  return (
    <div className="stack">
      {sdq.length > 0 && <Informants scored={latestOfEach(sdq)} />}
      {sdq.length > latestOfEach(sdq).length && <OverTime scored={sdq} />}
      {scas.map((each) => (
        <ScasCard key={each.answers.id} scored={each} />
      ))}
      <Unscored scored={scored} />
      {!isSheet && (
        <div className="screen-only">
          <Link to="/children/$id/informants" params={{ id: file.child }} className={buttonClass('quiet')}>
            {text('informants.print')}
          </Link>
        </div>
      )}
    </div>
  )
}

/** The last SDQ of each informant: a row for each scale, a column for each informant. */
export function Informants({ scored }: { scored: readonly SdqScored[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const isUnverified = scored.some((each) => {
    const { four, three } = bandTables(each)
    return [four, three].some((table) => table !== null && table.evidence.status === 'recollection')
  })
  return (
    <div className="stack-tight">
      <h3>{text('informants.title')}</h3>
      <p className="soft">{text('informants.lead')}</p>
      <div className="informants">
        <List
          caption={text('informants.caption', { count: scored.length })}
          columns={[scaleColumn(speech), ...scored.map((each, index) => informantColumn(each, index, speech))]}
          rows={sideBySide(scored, sdqBandedScales)}
          rowKey={({ scale }) => scale}
          whenEmpty={null}
        />
      </div>
      <p className="small">
        <strong>{text('informants.norms')}</strong> {isUnverified && text('informants.unverified')}
      </p>
      {scored.some(({ answers }) => !answers.body.isEnteredTwice) && (
        <p className="small soft">{text('informants.once')}</p>
      )}
    </div>
  )
}

function scaleColumn({ text }: Speech): Column<SideBySide> {
  return {
    id: 'scale',
    heading: text('informants.scale'),
    isName: true,
    cell: ({ scale, isDisagreement }) => (
      <>
        {text(`sdq.scale.${scale}`)}
        {isDisagreement && <span className="informants-differ small"> ◇ {text('informants.differ')}</span>}
      </>
    ),
  }
}

function informantColumn({ answers }: SdqScored, index: number, speech: Speech): Column<SideBySide> {
  const { text } = speech
  const by = sayOption('answeredBy', answers.body.answeredBy, speech)
  return {
    id: answers.id,
    heading: text('informants.column', { who: by, date: formatEdtf(answers.entry.occurred, speech) }),
    cell: ({ scale, cells }) => {
      const { score, band } = cells[index] ?? { score: null, band: null }
      const most = scale === 'total' ? mostOf.total : scale === 'impact' ? mostOf.impact : mostOf.other
      return (
        <>
          {band === null ? text('informants.no-band') : text(`sdq.band.${band}`)}{' '}
          <span className="soft">{score === null ? '–' : formatNumber(score, speech)}</span>
          {score !== null && <Bar share={score / most} isFar={isFar(band)} />}
        </>
      )
    },
  }
}

function Bar({ share, isFar: far }: { share: number; isFar: boolean }): ReactNode {
  return (
    <svg className="informants-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100} height={10} opacity={0.25} />
      <rect width={share * 100} height={10} data-far={far} />
    </svg>
  )
}

/** The totals of each informant over time, oldest first; one informant's answers are never held against another's. */
function OverTime({ scored }: { scored: readonly SdqScored[] }): ReactNode {
  const speech = useSpeech()
  const streams = [...Map.groupBy(scored, ({ answers }) => answers.body.answeredBy)]
  return (
    <div className="stack-tight">
      <h4>{speech.text('informants.over-time')}</h4>
      <ul>
        {streams.map(([by, own]) => (
          <li key={by}>
            {sayOption('answeredBy', by, speech)}: {own.map((each) => sayTotal(each, speech)).join(' → ')}
          </li>
        ))}
      </ul>
      <p className="small">{speech.text('informants.norms')}</p>
    </div>
  )
}

function sayTotal({ result, answers }: SdqScored, speech: Speech): string {
  const { total } = result.scores
  const figure = total === null ? '–' : formatNumber(total, speech)
  return `${figure} (${formatEdtf(answers.entry.occurred, speech)})`
}

function ScasCard({ scored: { answers, result, norm, t } }: { scored: ScasScored }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const figure = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : formatNumber(value, speech)
  return (
    <div className="stack-tight">
      <h3>
        {text('scas.title', {
          who: sayOption('answeredBy', answers.body.answeredBy, speech),
          date: formatEdtf(answers.entry.occurred, speech),
        })}
      </h3>
      <List
        caption={text('scas.caption')}
        columns={[
          {
            id: 'scale',
            heading: text('informants.scale'),
            isName: true,
            cell: (scale) => text(`scas.scale.${scale}`),
          },
          {
            id: 'score',
            heading: text('scas.score'),
            cell: (scale) => figure(scale === 'total' ? result.total : result.scales[scale]),
          },
          { id: 't', heading: text('scas.t'), cell: (scale) => figure(t[scale]) },
        ]}
        rows={[...scasScales, 'total' as const]}
        rowKey={(scale) => scale}
        whenEmpty={null}
      />
      {result.missing.total > 0 && <p>{text('scas.missing', { count: result.missing.total })}</p>}
      <p className="small">
        <strong>{norm === null ? text('scas.no-norm') : text('scas.norm')}</strong>{' '}
        {norm !== null && <span lang="en">{norm.evidence.source}</span>}
      </p>
    </div>
  )
}

function Unscored({ scored }: { scored: readonly Scored[] }): ReactNode {
  const speech = useSpeech()
  const found = scored.filter(({ instrument }) => instrument === 'unscored')
  if (found.length === 0) return null
  return <p>{speech.text('informants.unscored', { count: found.length })}</p>
}
