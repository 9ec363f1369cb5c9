// A readable page of the API, without scripts: it must pass the same content security policy as everything else.

export type OpenApi = { info: { title: string; description?: string }; paths?: Record<string, unknown> }
type Operation = {
  summary?: string
  description?: string
  parameters?: unknown
  requestBody?: { content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}
type ProblemRow = { code: string; status: number; title: string }

export const docsStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem; font-size: 1.15rem } code, pre { font-size: 0.875rem }
pre { overflow: auto; padding: 0.75rem; border: 1px solid #8888; border-radius: 4px }
table { border-collapse: collapse } td, th { padding: 0.25rem 0.75rem; text-align: start; border-block-end: 1px solid #8888 }
`

/** The whole page. */
export function docsPage(document: OpenApi, problems: readonly ProblemRow[]): string {
  const calls = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>) // OpenAPI: a path item maps methods to operations
      .map(([method, operation]) => callSection(method, path, operation)),
  )
  const title = `${escapeHtml(document.info.title)} API`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="stylesheet" href="/v1/docs.css"></head><body><main><h1>${title}</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p>Machine-readable: <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).</p>
${calls.join('\n')}${problemSection(problems)}</main></body></html>`
}

function callSection(method: string, path: string, operation: Operation): string {
  const body = operation.requestBody?.content?.['application/json']?.schema
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'))
  return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(operation.summary ?? '')}. ${escapeHtml(operation.description ?? '')}</p>
${schemaBlock('Parameters', operation.parameters)}${schemaBlock('Body', body)}
${answers.map(([status, { content }]) => schemaBlock(`Answer ${status}`, Object.values(content ?? {})[0]?.schema)).join('')}</section>`
}

function schemaBlock(title: string, schema: unknown): string {
  if (schema === undefined) return ''
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`
}

function problemSection(problems: readonly ProblemRow[]): string {
  const rows = problems.map(
    ({ code, status, title }) =>
      `<tr id="problem-${escapeHtml(code)}"><td><code>${escapeHtml(code)}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  return `<section><h2>Problems</h2><table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></section>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
