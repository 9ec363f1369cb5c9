// `komar report situation`: the situation report on the command line, for the person who runs the host. Nothing in it identifies anybody.
import { parseArgs } from 'node:util'
import { situationCsv } from '@komar/domain/insight/situation-csv'
import type { SituationReport } from '@komar/domain/insight/situation-report'
import { situationText } from '@komar/domain/insight/situation-text'
import type { ReportLanguage } from '@komar/domain/insight/situation-words'
import { parsePlainDate, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { type Command, Misuse } from '../cli/command.ts'
import { oneRow, type Database } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'

const usage = `komar report situation: how many children live in prison, with whom, where, and what is missing

  komar report situation [--as-of DAY] [--known-at DAY] [--format text/json/csv/pdf] [--lang en/km]

  --as-of DAY      the day to report on, as 2013-07-31 (default: the host's today)
  --known-at DAY   only what had been entered by the end of this day (default: everything)
  --format FORMAT  text (default), json, csv or pdf (to a file: komar report situation --format pdf > report.pdf)
  --lang LANGUAGE  of the text and the PDF: en (default) or km
  --json           the same as --format json
  --help           this text

Facilities that did not count within 31 days are named and left out. Nobody is identified.
`

const formats = ['text', 'json', 'csv', 'pdf'] as const
type Format = (typeof formats)[number]
type Options = { asOf: PlainDate | undefined; knownAt: PlainDate | undefined; format: Format; language: ReportLanguage }

export const reportCommand = {
  name: 'report',
  summary: 'print the situation report as of a day, and as known at a day',
  usage,
  async run(args, io) {
    const options = readOptions(args)
    const { asOwner } = await import('../db/as-owner.ts')
    const { readSettings } = await import('../env.ts')
    const settings = readSettings(io.environment)
    const made = await asOwner(settings, { name: 'komar report' }, (db) => report(db, options))
    io.stdout.write(await write(made, options))
    return 0
  },
} satisfies Command

async function report(db: Database, { asOf, knownAt }: Options): Promise<SituationReport> {
  const { readSituation } = await import('./situation-report.ts')
  await db.query('begin isolation level repeatable read read only')
  if ((await db.query('select from komar.host')).rowCount === 0) {
    throw new OperatorProblem(
      'This host is empty: start it first ("komar start"), or fill it with demonstration data ("komar demo").',
    )
  }
  const { today } = await oneRow(db, z.object({ today: z.string() }), 'select komar.today_host()::text as today')
  const made = await readSituation(db, { asOf: asOf ?? plainDate(today), knownAt, mayList: null })
  await db.query('rollback')
  return made
}

async function write(made: SituationReport, { format, language }: Options): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(made, null, 2)}\n`
    case 'csv':
      return situationCsv(made)
    case 'text':
      return situationText(made, language)
    case 'pdf': {
      const { situationPdf } = await import('./situation-pdf.ts')
      return situationPdf(made, 'komar report situation', language)
    }
  }
}

function readOptions(args: string[]): Options {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'as-of': option,
      'known-at': option,
      format: option,
      lang: option,
      json: { type: 'boolean', default: false },
    },
  })
  if (positionals.length !== 1 || positionals[0] !== 'situation')
    throw new Misuse('the report to print is "situation"; there is no other yet.')
  return {
    asOf: readDay('as-of', values['as-of']),
    knownAt: readDay('known-at', values['known-at']),
    format: readFormat(values.json ? 'json' : (values.format ?? 'text')),
    language: readLanguage(values.lang ?? 'en'),
  }
}

function readDay(name: string, text: string | undefined): PlainDate | undefined {
  if (text === undefined) return undefined
  const day = parsePlainDate(text)
  if (day === null) throw new Misuse(`--${name} takes a day such as 2013-07-31, not "${text}".`)
  return day
}

function readFormat(text: string): Format {
  const format = formats.find((each) => each === text)
  if (format === undefined) throw new Misuse(`--format takes text, json, csv or pdf, not "${text}".`)
  return format
}

function readLanguage(text: string): ReportLanguage {
  if (text !== 'en' && text !== 'km') throw new Misuse(`--lang takes en or km, not "${text}".`)
  return text
}
