import assert from 'node:assert/strict'
import { aCustomer, createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

/** A picture of one dot. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const get = (page, path) => page.evaluate(async (path) => (await fetch(`/api/v1/${path}`)).json(), path)

/** My day, the calendar, and logging a contact in two taps with the next date. */
export default async function work(page, ctx) {
  await open(page, ctx, '/my-day')
  await ticksOffAndTakesBack(page, ctx)
  await logsAContact(page, ctx)
  await plansInTheCalendar(page, ctx)
}

async function ticksOffAndTakesBack(page, ctx) {
  const subject = `回电 ${ctx.unique}`
  await page.getByRole('textbox', { name: /添加今天的待办/ }).fill(subject)
  await page.keyboard.press('Enter')
  const today = page.locator('[data-section=today]').getByText(subject)
  await today.waitFor()
  await ctx.shot(page, 'my-day')
  assert.deepEqual(await violations(page), [])
  await assertNoRawKey(page)

  const tick = page.getByRole('button', { name: `完成：${subject}` })
  await tick.click()
  await today.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销' }).first().click()
  await tick.waitFor()

  await page.getByRole('button', { name: `改期：${subject}` }).click()
  await page.getByRole('menuitem', { name: /明天/ }).click()
  await page.locator('[data-section=week]').getByText(subject).waitFor()
}

async function logsAContact(page, ctx) {
  const id = await aCustomer(page)
  await page.goto(`${ctx.base}/customers/${id}`)
  const content = `确认交期 ${ctx.unique}`
  await page.getByText('拜访', { exact: true }).click()
  await page.getByRole('textbox', { name: '跟进内容' }).fill(content)
  await page.getByRole('button', { name: '明天' }).click()
  await page.getByLabel('照片', { exact: true }).setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: PHOTO })
  await page.getByText('现场.png', { exact: true }).waitFor()
  await ctx.shot(page, 'log-activity')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await page.getByText(content).first().waitFor()
  await page.getByText('现场.png', { exact: true }).waitFor({ state: 'detached' })
  const { items } = await get(page, `activities?q=${encodeURIComponent(ctx.unique)}&limit=1`)
  assert.equal(items[0].kind, 'visit')
  assert.equal(items[0].related[0].id, id)
  const files = await get(page, `activities/${items[0].id}/attachments`)
  assert.deepEqual(
    files.items.map(({ name, mediaType }) => [name, mediaType]),
    [['现场.png', 'image/png']],
  )
  const tasks = await get(page, `tasks?filter=${encodeURIComponent(`activity==${items[0].id}`)}`)
  assert.equal(tasks.items.length, 1)
  assert.equal(tasks.items[0].dueAt, items[0].nextFollowUpAt)
}

async function plansInTheCalendar(page, ctx) {
  await page.goto(`${ctx.base}/calendar?day=2031-05-14`)
  const grid = page.getByRole('grid', { name: '月' })
  const day = grid.locator('[data-day="2031-05-14"]')
  await day.focus()
  await page.keyboard.press('ArrowRight')
  await grid.locator('[data-day="2031-05-15"]:focus').waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '新建日程' })
  const subject = `方案评审 ${ctx.unique}`
  await dialog.getByLabel('主题').fill(subject)
  await dialog.getByRole('button', { name: '保存' }).click()
  await grid.locator('[data-day="2031-05-15"]').getByRole('link', { name: subject }).waitFor()
  await createRecord(page, 'appointments', {
    subject: `周会 ${ctx.unique}`,
    startAt: '2031-05-12T01:00:00Z',
    rrule: 'FREQ=WEEKLY',
  })
  await page.getByRole('tab', { name: '周' }).click()
  await page.getByRole('link', { name: new RegExp(`周会 ${ctx.unique}`) }).waitFor()
  await page.getByRole('button', { name: '下一段时间' }).click()
  await page.getByText('2031年5月19日').waitFor()
  await page.getByRole('link', { name: new RegExp(`周会 ${ctx.unique}`) }).waitFor()
  await ctx.shot(page, 'calendar-week')
  assert.deepEqual(await violations(page), [])
}
