/** The record routes of the stand-in server. */
import { aroundRecord, duplicatesOf, noteActivity, noteChange } from './around.mjs'
import { admin, newId, store } from './data.mjs'
import { jobs, preview, readForm, start } from './imports.mjs'
import { send } from './live.mjs'
import { regions, types } from './meta.mjs'
import { list } from './query.mjs'

export const problem = (status, code, title, errors = []) => ({
  status,
  problem: { type: 'about:blank', title, status, code, errors },
})
const ok = (body, status = 200, headers = {}) => ({ status, body, headers })
const etagOf = (record) => `"${record.version}-dev"`
const english = (request) => (request.headers['accept-language'] ?? '').startsWith('en')

/** References come as ids and are kept with their titles. */
function resolve(meta, values) {
  const resolved = { ...values }
  for (const field of meta.fields) {
    const value = resolved[field.name]
    if (field.kind === 'reference' && typeof value === 'string') {
      const target = store[field.target]?.find((row) => row.id === value)
      resolved[field.name] = target ? { id: value, title: target[types[field.target].titleField] } : null
    }
    if (field.kind === 'phone' && /^1\d{10}$/.test(value ?? '')) resolved[field.name] = `+86${value}`
    if (field.kind === 'region' && typeof value === 'string')
      resolved[field.name] = { code: value, title: regions.find((one) => one.code === value)?.name ?? value }
  }
  return resolved
}

function check(type, values, id, english) {
  const rows = store[type]
  const errors = []
  const clash = values.customerNo && rows.some((row) => row.customerNo === values.customerNo && row.id !== id)
  if (clash)
    errors.push({
      field: 'customerNo',
      code: 'duplicate',
      message: english ? 'This customer number is in use' : '客户编号已被使用',
    })
  if (values.phone && !/^[+\d\s()-]+(转.*|;ext=\d+)?$/.test(values.phone))
    errors.push({ field: 'phone', code: 'phone', message: english ? 'This is not a phone number' : '电话号码格式不正确' })
  return errors
}

function create(type, meta, values, request) {
  const errors = check(type, values, undefined, english(request))
  if (errors.length > 0) return problem(errors[0].code === 'duplicate' ? 409 : 422, 'invalid', 'Not valid', errors)
  const now = new Date().toISOString()
  const me = { id: admin.id, title: admin.name }
  const record = {
    id: newId('N'),
    version: 1,
    createdAt: now,
    createdBy: me,
    updatedAt: now,
    updatedBy: me,
    owner: me,
    tags: [],
    status: 'potential',
    points: 0,
    ...(type === 'customers' ? { customerNo: `C-${String(store.customers.length + 1).padStart(5, '0')}` } : {}),
    ...resolve(meta, values),
  }
  store[type].push(record)
  if (type === 'activities') noteActivity(record)
  send('record', { type, id: record.id, version: 1, operation: 'created' })
  return ok(record, 201, { Location: `/api/v1/${type}/${record.id}`, ETag: etagOf(record) })
}

function update(type, meta, record, values, request) {
  const given = request.headers['if-match']
  if (given && Number(given.slice(1).split('-')[0]) !== record.version) return { ...problem(412, 'stale', 'Stale'), body: record }
  const errors = check(type, values, record.id, english(request))
  if (errors.length > 0) return problem(errors[0].code === 'duplicate' ? 409 : 422, 'invalid', 'Not valid', errors)
  const before = { ...record }
  Object.assign(record, resolve(meta, values), { version: record.version + 1, updatedAt: new Date().toISOString() })
  noteChange(meta, before, record)
  send('record', { type, id: record.id, version: record.version, operation: 'updated' })
  return ok(record, 200, { ETag: etagOf(record) })
}

function act(meta, record, action, values, request) {
  if (action === 'promote') record.tier = record.tier === 'bronze' ? 'silver' : 'gold'
  if (action === 'claim' && record.owner?.id === admin.id)
    return problem(409, 'alreadyClaimed', english(request) ? 'This customer is yours already' : '该客户已在您名下')
  if (action === 'return' && String(values.reason).length < 2)
    return problem(422, 'invalid', 'Not valid', [
      { field: 'reason', code: 'tooShort', message: english(request) ? 'Give a real reason' : '请写明原因' },
    ])
  const before = { ...record }
  if (action === 'claim') record.owner = { id: admin.id, title: admin.name }
  if (action === 'return') record.owner = null
  if (action === 'assign') Object.assign(record, resolve(meta, { owner: values.user }))
  record.version++
  noteChange(meta, before, record)
  return ok(record)
}

function one(type, meta, id, rest, url, request, body) {
  const rows = store[type]
  const record = rows.find((row) => row.id === id)
  if (!record) return problem(404, 'notFound', english(request) ? 'Not found' : '找不到记录')
  if (rest[0] === 'actions') return act(meta, record, rest[1], JSON.parse(body || '{}'), request)
  const around = rest[0] && aroundRecord(type, record, rest[0], url, request, body)
  if (around) return around
  if (rest[0]) return problem(404, 'notFound', 'Not found')
  if (request.method === 'GET') return ok(record, 200, { ETag: etagOf(record) })
  if (request.method === 'PATCH') return update(type, meta, record, JSON.parse(body), request)
  rows.splice(rows.indexOf(record), 1)
  return ok(undefined, 204)
}

/** Answers a request below /api/v1/{type}. */
export function answerRecords([type, id, ...rest], url, request, body) {
  const meta = types[type]
  if (!meta) return problem(404, 'typeNotInstalled', english(request) ? 'This type is not installed' : '此类型未安装')
  if (id === 'import') {
    const form = readForm(body, request.headers['content-type'])
    if (rest[0] === 'preview') return ok(preview(type, form))
    const job = start(type, form)
    return ok(job, 202, { Location: `/api/v1/jobs/${job.id}` })
  }
  if (id === 'check-duplicates') return ok(duplicatesOf(type, JSON.parse(body)))
  if (id) return one(type, meta, id, rest, url, request, body)
  if (request.method === 'POST') return create(type, meta, JSON.parse(body), request)
  const page = list(store[type], url.searchParams)
  return page ? ok(page) : problem(400, 'filter', english(request) ? 'The filter cannot be read' : '筛选条件无法解析')
}

export const findJob = (id) => jobs.find((job) => job.id === id)
