// What failed, read from the reports of the runners, so that the end of a long run says it again: the place where people look first.
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ROOT } from './places.mjs'

const MOST_LINES = 12

/**
 * @param {any} report as Vitest's JSON reporter writes it
 * @returns {string[]} one text for each test, and for each file that did not load
 */
export function failuresOfVitest({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message, assertionResults = [] }) => {
    const file = relative(ROOT, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [told(file, message)]
    return failed.map((test) => told(`${file} › ${test.fullName}`, test.failureMessages?.[0]))
  })
}

/**
 * @param {any} report as Playwright's JSON reporter writes it
 * @returns {string[]} one text for each journey that failed, or passed only when repeated; and for each error outside of all
 */
export function failuresOfPlaywright({ suites = [], errors = [] }) {
  const outside = errors.map(({ message }) => told('outside of all journeys', message))
  return [...suites.flatMap(failuresOfSuite), ...outside]
}

function failuresOfSuite({ suites = [], specs = [] }) {
  const failed = specs.flatMap(({ file, line, title, tests = [] }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results = [] }) => {
        const errors = results.flatMap((result) => result.errors ?? [])
        return told(`${file}:${line} › ${title}`, errors[0]?.message)
      }),
  )
  return [...failed, ...suites.flatMap(failuresOfSuite)]
}

function told(where, message) {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES)
  return [where, ...lines.map((line) => `  ${line}`)].join('\n')
}
