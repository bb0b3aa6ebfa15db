import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** A stand-in for the author of messages: what the event stream would bring. */
const bring = (page, item) => page.evaluate((item) => globalThis.__bring(item), item)

/** Messages are counted, listed, read, and shown on the desktop once, whatever number of tabs is open. */
export default async function notifications(page, ctx) {
  const context = page.context()
  await context.grantPermissions(['notifications'], { origin: ctx.base })
  await context.addInitScript(() => {
    globalThis.shown = []
    globalThis.Notification = class {
      static permission = 'granted'
      static requestPermission = async () => 'granted'
      constructor(title, options) {
        globalThis.shown.push({ title, tag: options.tag })
      }
      close() {}
    }
    // The real stream, into which the spec can put a message as if the server had sent it.
    const Source = globalThis.EventSource
    globalThis.EventSource = class extends Source {
      constructor(url) {
        super(url)
        globalThis.__bring = (item) =>
          this.dispatchEvent(new MessageEvent('notification', { data: JSON.stringify({ unread: 1, item }) }))
      }
    }
  })
  const inbox = { items: [], unread: 0 }
  await context.route(/\/api\/v1\/notifications(\/read)?(\?.*)?$/, async (route) => {
    if (route.request().method() === 'POST') {
      for (const item of inbox.items) item.readAt = item.at
      inbox.unread = 0
      return route.fulfill({ status: 204 })
    }
    const unreadOnly = route.request().url().includes('unread=true')
    const items = inbox.items.filter((item) => !unreadOnly || !item.readAt)
    return route.fulfill({ json: { items, nextCursor: null, unread: inbox.unread } })
  })
  await open(page, ctx)
  await page.waitForFunction(() => globalThis.__bring)
  const other = await context.newPage()
  await open(other, ctx, '/customers')
  await other.getByRole('button', { name: '消息', exact: true }).waitFor()

  // Nothing is shown on the desktop before somebody agreed.
  await page.getByRole('button', { name: '消息', exact: true }).click()
  const panel = page.getByRole('dialog', { name: '消息' })
  await panel.getByText('没有消息').waitFor()
  await panel.getByRole('button', { name: '开启桌面通知' }).click()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '消息')

  const item = {
    id: 'n1',
    kind: 'reminder',
    title: { 'zh-CN': '任务即将到期', en: 'A task is due' },
    text: '联系云启科技',
    type: null,
    recordId: null,
    at: new Date().toISOString(),
    readAt: null,
  }
  inbox.items.push({ ...item })
  inbox.unread = 1
  await bring(page, item)
  for (const one of [page, other]) await one.getByRole('button', { name: '消息，1 条未读' }).waitFor()
  const shown = await Promise.all([page, other].map((one) => one.evaluate(() => globalThis.shown)))
  assert.deepEqual(shown.flat(), [{ title: '任务即将到期', tag: 'penglai-n1' }], 'one desktop message for two tabs')

  await other.bringToFront()
  await other.getByRole('button', { name: /消息/ }).click()
  await other.getByRole('dialog').getByText('联系云启科技').waitFor()
  await ctx.shot(other, 'notifications-panel')
  assert.deepEqual(await violations(other), [])
  await other.getByRole('link', { name: '查看全部消息' }).click()
  await other.getByRole('heading', { level: 1, name: '消息' }).waitFor()
  await other.getByText('联系云启科技').first().waitFor()
  await ctx.shot(other, 'notifications')
  assert.deepEqual(await violations(other), [])
  await other.getByRole('button', { name: '全部标为已读' }).click()
  await other.getByRole('tab', { name: '未读' }).click()
  await other.getByText('没有未读消息').waitFor()
  await other.close()
}
