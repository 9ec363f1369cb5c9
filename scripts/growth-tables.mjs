// node scripts/growth-tables.mjs FOLDER: writes packages/domain/src/wellbeing/tables/*.ts anew from the WHO's LMS files.
//
// FOLDER holds wei-, len-, bmi-, hc-, ac-, ts-, ss-, wfl-, wfhanthro.txt and wfa-, hfa-, bfawho2007.txt as
// github.com/ki-tools/growthstandards keeps them (data_preprocess/data/igrowup_R), and lms_2007_age60.csv with the six rows for
// 60 months. They are read, checked for gaps, and written as second differences of whole numbers: nothing is rounded or smoothed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.mjs'

const OUT = 'packages/domain/src/wellbeing/tables'

/** The file, where it goes, the column of its rows, and how many rows make one unit of that column. */
const TABLES = [
  ['weianthro.txt', 'weight-for-age', 'age', 1],
  ['lenanthro.txt', 'length-for-age', 'age', 1],
  ['bmianthro.txt', 'bmi-for-age', 'age', 1],
  ['hcanthro.txt', 'head-for-age', 'age', 1],
  ['acanthro.txt', 'arm-for-age', 'age', 1],
  ['tsanthro.txt', 'triceps-for-age', 'age', 1],
  ['ssanthro.txt', 'subscapular-for-age', 'age', 1],
  ['wflanthro.txt', 'weight-for-length', 'length', 10],
  ['wfhanthro.txt', 'weight-for-height', 'height', 10],
  ['wfawho2007.txt', 'weight-for-age-2007', 'age', 1],
  ['hfawho2007.txt', 'height-for-age-2007', 'age', 1],
  ['bfawho2007.txt', 'bmi-for-age-2007', 'age', 1],
]

const UNITS = { age: 'days', length: 'tenths of a centimetre', height: 'tenths of a centimetre' }
const SCALES = { l: 1e4, m: 1e4, s: 1e5 }

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('growth-tables: say which folder holds the files of the WHO.\n')
  process.exit(2)
}

for (const [file, name, column, perUnit] of TABLES) {
  const rows = readRows(file, column)
  const is2007 = name.endsWith('2007')
  if (is2007) rows.push(...readMonth60(file.slice(0, 3)))
  const unit = is2007 ? 'months' : UNITS[column]
  writeFileSync(join(ROOT, OUT, `${name}.ts`), moduleOf(name, file, unit, perUnit, rows))
}

function readRows(file, column) {
  const [head, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/)
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = Object.fromEntries(line.split('\t').map((cell, index) => [names[index], cell.trim()]))
    return { sex: cells.sex, at: cells[column], l: cells.l, m: cells.m, s: cells.s }
  })
}

// The reference starts at 61 months; the standards end before 60. WHO's own program joins them with these rows.
function readMonth60(indicator) {
  const lines = readFileSync(join(folder, 'lms_2007_age60.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
  return lines
    .map((line) => line.split(','))
    .filter(([name]) => name === indicator)
    .map(([, sex, at, l, m, s]) => ({ sex, at, l, m, s }))
}

function moduleOf(name, file, unit, perUnit, rows) {
  const constant = name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
  const sexes = { male: '1', female: '2' }
  const firsts = new Set()
  const parts = Object.entries(sexes).map(([sex, code]) => {
    const own = rows
      .filter((row) => row.sex === code)
      .map((row) => ({ ...row, at: whole(row.at, perUnit) }))
      .sort((one, other) => one.at - other.at)
    own.forEach((row, index) => {
      if (row.at !== own[0].at + index) throw new Error(`${file}: ${sex} has a gap or a double at ${row.at}`)
    })
    firsts.add(own[0].at)
    const series = Object.entries(SCALES).map(
      ([key, scale]) => `    ${key}: '${second(own.map((row) => whole(row[key], scale)))}',`,
    )
    return `  ${sex}: {\n${series.join('\n')}\n  },`
  })
  if (firsts.size !== 1) throw new Error(`${file}: the sexes do not start at the same row`)
  return `// Written by scripts/growth-tables.mjs from ${file}: L and M in ten-thousandths, S in hundred-thousandths, one a row of ${unit},
// as second differences. Source, licence and date: tables/README.md.
export const ${constant} = {
  first: ${[...firsts][0]},
${parts.join('\n')}
}
`
}

function whole(text, scale) {
  const value = Math.round(Number(text) * scale)
  if (text === '' || Math.abs(value / scale - Number(text)) > 1e-9)
    throw new Error(`${text} has more decimals than ${scale}`)
  return value
}

function second(values) {
  const difference = (list) => list.map((value, index) => (index === 0 ? value : value - list[index - 1]))
  return difference(difference(values)).join(' ')
}
