/** What happened around the stand-in server's records: timelines, watching, files, possible doubles. */
import { admin, newId, store } from './data.mjs'
import { types } from './meta.mjs'

const both = (zh, en) => ({ 'zh-CN': zh, en })
const me = { id: admin.id, title: admin.name }
const entries = new Map()
const watched = new Set()
const files = new Map()
const keyOf = (type, id) => `${type}/${id}`
const add = (key, entry) => entries.set(key, [entry, ...(entries.get(key) ?? [])])

const textOf = (field, value) => {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.map((one) => one.title ?? one).join('、') || null
  const option = field.options?.find((one) => one.code === value)
  return option
    ? option.label['zh-CN']
    : typeof value === 'object'
      ? (value.title ?? `${value.amount} ${value.currency}`)
      : String(value)
}

/** Notes that fields of a record changed. */
export function noteChange(meta, before, after) {
  const changes = meta.fields
    .filter(({ name, readOnly }) => !readOnly && JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .map((field) => ({
      field: field.name,
      label: field.label,
      before: before[field.name] ?? null,
      after: after[field.name] ?? null,
      beforeText: textOf(field, before[field.name]),
      afterText: textOf(field, after[field.name]),
    }))
  if (changes.length === 0) return
  const { type } = meta
  add(keyOf(type, after.id), {
    id: newId('T'),
    kind: 'change',
    at: new Date().toISOString(),
    by: me,
    type,
    recordId: after.id,
    title: both(`修改了 ${changes.length} 项`, `Changed ${changes.length} fields`),
    text: null,
    changes,
    data: {},
  })
}

/** An activity appears at every record that it is related to. */
export function noteActivity(activity) {
  for (const { type, id } of activity.related ?? [])
    add(keyOf(type, id), {
      id: `activities.${activity.id}`,
      kind: 'activity',
      at: activity.occurredAt,
      by: me,
      type: 'activities',
      recordId: activity.id,
      title: both('备注', 'Note'),
      text: activity.content,
      changes: null,
      data: { kind: activity.kind },
    })
}

function created(type, record) {
  return {
    id: `created.${record.id}`,
    kind: 'created',
    at: record.createdAt,
    by: record.createdBy,
    type,
    recordId: record.id,
    title: both('创建了记录', 'Created'),
    text: null,
    changes: null,
    data: {},
  }
}

function page(type, record, part, params) {
  const kinds = (part === 'history' ? 'created,change' : (params.get('kinds') ?? '')).split(',').filter(Boolean)
  const all = [...(entries.get(keyOf(type, record.id)) ?? []), created(type, record)]
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  const from = Number(params.get('cursor') ?? 0)
  const limit = Number(params.get('limit') ?? 20)
  return { items: all.slice(from, from + limit), nextCursor: from + limit < all.length ? String(from + limit) : null }
}

function watch(key, method) {
  if (method === 'PUT') watched.add(key)
  if (method === 'DELETE') watched.delete(key)
  return { watching: watched.has(key), watchers: watched.has(key) ? 1 : 0 }
}

/** Cuts the one file out of a multipart body. */
function fileIn(body) {
  const head = body.subarray(0, 600).toString('utf8')
  const start = body.indexOf('\r\n\r\n') + 4
  const end = body.lastIndexOf('\r\n--')
  return {
    name: /filename="([^"]*)"/.exec(head)?.[1] ?? 'file',
    mediaType: /Content-Type: (\S+)/i.exec(head)?.[1] ?? 'application/octet-stream',
    content: body.subarray(start, end),
  }
}

function attach(type, record, body) {
  const { name, mediaType, content } = fileIn(body)
  const file = { id: newId('F'), name, size: content.length, mediaType, createdAt: new Date().toISOString(), createdBy: me }
  files.set(file.id, { ...file, content, key: keyOf(type, record.id) })
  return file
}

/** Possible doubles of what is being typed: the same beginning of the name, the same number. */
export function duplicatesOf(type, { values, id }) {
  const digits = String(values.phone ?? '')
    .replace(/\D/g, '')
    .slice(-11)
  const items = store[type]
    .filter((row) => row.id !== id)
    .flatMap((row) => {
      const reasons = []
      if (values.name && values.name.length > 3 && row.name.startsWith(values.name.slice(0, 4)))
        reasons.push({
          field: 'name',
          code: row.name === values.name ? 'sameName' : 'similarName',
          label: row.name === values.name ? both('名称相同', 'Same name') : both('名称相近', 'Similar name'),
        })
      if (digits.length === 11 && row.phone?.endsWith(digits))
        reasons.push({ field: 'phone', code: 'samePhone', label: both('电话相同', 'Same phone') })
      return reasons.length > 0
        ? [{ id: row.id, title: row.name, score: 60 + reasons.length * 15, owner: row.owner, reasons }]
        : []
    })
  return { items: items.slice(0, 5) }
}

/** Answers /api/v1/{type}/{id}/{part}, or nothing when the part is none of these. */
export function aroundRecord(type, record, part, url, request, body) {
  const ok = (body, status = 200) => ({ status, body })
  const key = keyOf(type, record.id)
  if ((part === 'timeline' || part === 'history') && types[type].traits?.includes('timeline'))
    return ok(page(type, record, part, url.searchParams))
  if (part === 'watch') return ok(watch(key, request.method))
  if (part === 'attachments' && request.method === 'POST') return ok(attach(type, record, body), 201)
  if (part === 'attachments')
    return ok({
      items: [...files.values()].filter((file) => file.key === key).map((file) => ({ ...file, content: undefined })),
      nextCursor: null,
    })
  return undefined
}

/** Answers /api/v1/attachments/{id}. */
export function answerFile([id, part], request) {
  const file = files.get(id)
  if (!file) return undefined
  if (request.method === 'DELETE') {
    files.delete(id)
    return { status: 204 }
  }
  return part === 'content'
    ? { status: 200, raw: file.content, headers: { 'Content-Type': file.mediaType } }
    : { status: 200, body: file }
}
