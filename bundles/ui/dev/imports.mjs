/** Import of CSV files, with jobs that take a moment so that progress can be seen. */
import { admin, newId, store } from './data.mjs'
import { send } from './live.mjs'
import { types } from './meta.mjs'

export const jobs = []
const labels = (meta) =>
  new Map(
    meta.fields
      .filter((field) => field.importable)
      .flatMap((field) => [
        [field.label['zh-CN'], field.name],
        [field.label.en, field.name],
        [field.name, field.name],
      ]),
  )

function decode(buffer, wanted) {
  if (wanted) return { encoding: wanted, text: new TextDecoder(wanted).decode(buffer) }
  try {
    return { encoding: 'UTF-8', text: new TextDecoder('utf-8', { fatal: true }).decode(buffer) }
  } catch {
    return { encoding: 'GB18030', text: new TextDecoder('gb18030').decode(buffer) }
  }
}

const parse = (text) =>
  text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))

/** Parts of a multipart body, by name. */
export function readForm(buffer, contentType) {
  const boundary = `--${/boundary=(.+)$/.exec(contentType)[1]}`
  const parts = {}
  for (const part of buffer.toString('latin1').split(boundary).slice(1, -1)) {
    const at = part.indexOf('\r\n\r\n')
    parts[/name="([^"]+)"/.exec(part)[1]] = Buffer.from(part.slice(at + 4, -2), 'latin1')
  }
  return parts
}

export function preview(type, form) {
  const { encoding, text } = decode(form.file, form.encoding?.toString())
  const [headers, ...rows] = parse(text)
  const byLabel = labels(types[type])
  const mapping = Object.fromEntries(
    headers.filter((header) => byLabel.has(header)).map((header) => [header, byLabel.get(header)]),
  )
  return {
    encoding,
    delimiter: ',',
    headers,
    sample: rows.slice(0, 5),
    rows: rows.length,
    mapping,
    unmapped: headers.filter((header) => !byLabel.has(header)),
  }
}

function bring(type, job, { headers, rows, mapping, dryRun }) {
  const names = headers.map((header) => mapping[header])
  const title = types[type].titleField
  const reasons = new Map()
  for (const cells of rows) {
    const values = Object.fromEntries(names.map((name, at) => [name, cells[at] || null]).filter(([name]) => name))
    if (!values[title]) {
      reasons.set('required', (reasons.get('required') ?? 0) + 1)
      job.result.rejected++
      continue
    }
    job.result.created++
    const now = new Date().toISOString()
    if (!dryRun)
      store[type].push({
        id: newId('I'),
        version: 1,
        createdAt: now,
        updatedAt: now,
        owner: { id: admin.id, title: admin.name },
        tags: [],
        kind: 'company',
        status: 'potential',
        ...values,
      })
  }
  job.result.reasons = [...reasons].map(([code, count]) => ({
    field: title,
    code,
    message: { 'zh-CN': '名称不能为空', en: 'The name is missing' },
    count,
  }))
}

export function start(type, form) {
  const { text } = decode(form.file, form.encoding?.toString())
  const [headers, ...rows] = parse(text)
  const mapping = form.mapping ? JSON.parse(form.mapping.toString()) : preview(type, form).mapping
  const dryRun = form.dryRun?.toString() === 'true'
  const job = {
    id: newId('J'),
    kind: 'import',
    label: { 'zh-CN': `导入${types[type].plural['zh-CN']}`, en: `Import ${types[type].plural.en}` },
    state: 'running',
    done: 0,
    total: rows.length,
    createdAt: new Date().toISOString(),
    createdBy: { id: admin.id, title: admin.name },
    files: [],
    result: {
      type,
      mode: form.mode?.toString() ?? 'insert',
      dryRun,
      rows: rows.length,
      created: 0,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      rejected: 0,
      reasons: [],
    },
  }
  jobs.unshift(job)
  const timer = setInterval(() => {
    job.done = Math.min(job.total, job.done + Math.ceil(job.total / 6))
    if (job.state === 'running' && job.done === job.total) {
      bring(type, job, { headers, rows, mapping, dryRun })
      job.state = 'succeeded'
      job.finishedAt = new Date().toISOString()
      if (job.result.rejected > 0)
        job.files = [{ name: 'errors.csv', size: 120, href: `/api/v1/jobs/${job.id}/files/errors.csv` }]
    }
    send('job', job)
    if (job.state !== 'running') clearInterval(timer)
  }, 200)
  return job
}
