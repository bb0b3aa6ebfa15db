/** What belongs to the signed-in person: preferences and messages. */
import { problem } from './records.mjs'
import { send } from './live.mjs'
import { store } from './data.mjs'

const preferences = new Map()
const ok = (body, status = 200) => ({ status, body })
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60000).toISOString()
const [customer, other] = store.customers

const messages = [
  {
    id: 'N1',
    kind: 'reminder',
    title: { 'zh-CN': '任务即将到期', en: 'A task is due soon' },
    text: `联系${customer.name}确认合同`,
    type: 'customers',
    recordId: customer.id,
    at: minutesAgo(4),
    readAt: null,
  },
  {
    id: 'N2',
    kind: 'mention',
    title: { 'zh-CN': '李敏在跟进中提到了你', en: 'Li Min mentioned you' },
    text: '请看一下报价，客户希望本周内答复。',
    type: 'customers',
    recordId: other.id,
    at: minutesAgo(95),
    readAt: null,
  },
  {
    id: 'N3',
    kind: 'job',
    title: { 'zh-CN': '导入已完成', en: 'The import has finished' },
    text: null,
    type: null,
    recordId: null,
    at: minutesAgo(60 * 26),
    readAt: minutesAgo(60 * 25),
  },
]
const unread = () => messages.filter((one) => !one.readAt).length

/** A new message, as the event stream tells it. */
export function announce(item) {
  const message = {
    id: `N${messages.length + 1}`,
    at: new Date().toISOString(),
    readAt: null,
    text: null,
    type: null,
    recordId: null,
    ...item,
  }
  messages.unshift(message)
  send('notification', { unread: unread(), item: message })
}

export function answerPreferences(key, method, body) {
  if (!key) return ok({ items: Object.fromEntries(preferences) })
  if (method === 'PUT') preferences.set(decodeURIComponent(key), JSON.parse(body))
  if (method === 'DELETE') preferences.delete(decodeURIComponent(key))
  return ok(undefined, 204)
}

export function answerMessages(action, url, method, body) {
  if (action === 'read' && method === 'POST') {
    const { ids, all } = JSON.parse(body)
    for (const one of messages) if (!one.readAt && (all || ids.includes(one.id))) one.readAt = new Date().toISOString()
    return ok(undefined, 204)
  }
  if (action) return problem(404, 'notFound', 'Not found')
  const wanted = messages.filter((one) => url.searchParams.get('unread') !== 'true' || !one.readAt)
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const limit = Number(url.searchParams.get('limit') ?? 50)
  return ok({
    items: wanted.slice(from, from + limit),
    nextCursor: from + limit < wanted.length ? String(from + limit) : null,
    unread: unread(),
  })
}
