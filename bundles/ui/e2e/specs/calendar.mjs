import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const get = (page, path) => page.evaluate(async (path) => (await fetch(`/api/v1/${path}`)).json(), path)
const found = async (page, type, id) => get(page, `${type}/${id}`)
const entry = (page, id) => page.locator(`[data-entry*="${id}"]`)

/** Waits until an appointment has a value; the write behind a gesture takes its time. */
async function becomes(page, id, field, value) {
  const end = Date.now() + 15_000
  let last
  while (Date.now() < end) {
    last = (await found(page, 'appointments', id))[field]
    if (last === value) return
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  assert.equal(last, value)
}
/** The column of a day in a view of a week, 0 for Monday. */
const inColumn = (page, day, id) => page.locator('[data-column]').nth(day).locator(`[data-entry*="${id}"]`)

/** Drags with the mouse from the middle of a place to so many pixels away. */
async function drag(page, from, dx, dy) {
  const box = await from.boundingBox()
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(8, box.height / 2)]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 })
  await page.mouse.move(x + dx, y + dy, { steps: 4 })
  await page.mouse.up()
}

/** Appointments are moved and resized by mouse and keys, one occurrence or all of them, and taken back. */
export default async function calendar(page, ctx) {
  await open(page, ctx)
  await movesAndResizes(page, ctx)
  await asksHowFarWhereItRepeats(page, ctx)
  await choosesHowItRepeats(page, ctx)
  await showsColleaguesBesideEachOther(page, ctx)
}

async function movesAndResizes(page, ctx) {
  const subject = `拜访 ${ctx.unique}`
  const { id } = await createRecord(page, 'appointments', { subject, startAt: '2032-06-08T02:00:00Z' })
  await page.goto(`${ctx.base}/calendar?view=week&day=2032-06-08`)
  const block = entry(page, id)
  await block.waitFor()
  await ctx.shot(page, 'calendar-week')
  const column = await page.locator('[data-column]').first().boundingBox()

  // By mouse: two days and an hour and a half later, and back.
  await drag(page, block, column.width * 2, 66)
  await page.getByText(`“${subject}”已改到6月10日`).first().waitFor()
  assert.equal((await found(page, 'appointments', id)).startAt, '2032-06-10T03:30:00Z')
  await page.getByRole('button', { name: '撤销' }).first().click()
  await becomes(page, id, 'startAt', '2032-06-08T02:00:00Z')
  await inColumn(page, 1, id).waitFor()
  await settled(page)

  // Its lower edge makes it longer.
  const edge = page.locator('.block', { has: block }).locator('.edge')
  await drag(page, edge, 0, 44)
  await becomes(page, id, 'endAt', '2032-06-08T04:00:00Z')

  // By keys: Alt and the arrows carry it, Esc lets go, Enter puts it down.
  await block.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByText(/移动到6月9日星期三/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText(/移动到6月9日/).waitFor({ state: 'detached' })
  await page.locator(`[data-entry*="${id}"]:focus`).waitFor()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Enter')
  await becomes(page, id, 'startAt', '2032-06-07T02:15:00Z')
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await assertNoRawKey(page)

  // In the month from day to day.
  await page.getByRole('tab', { name: '月' }).click()
  const cell = await page.locator('[data-day="2032-06-07"]').boundingBox()
  await block.waitFor()
  await drag(page, block, cell.width, 0)
  await becomes(page, id, 'startAt', '2032-06-08T02:15:00Z')
  await page.locator('[data-day="2032-06-08"]').locator(`[data-entry*="${id}"]`).waitFor()
}

async function asksHowFarWhereItRepeats(page, ctx) {
  const { id } = await createRecord(page, 'appointments', {
    subject: `例会 ${ctx.unique}`,
    startAt: '2032-07-05T01:00:00Z',
    rrule: 'FREQ=WEEKLY;BYDAY=MO',
  })
  await page.goto(`${ctx.base}/calendar?view=week&day=2032-07-12`)
  const second = entry(page, id)
  await second.waitFor()
  const column = await page.locator('[data-column]').first().boundingBox()
  const question = page.getByRole('dialog', { name: /修改重复日程/ })

  // Thought better of: it is back where it was.
  await drag(page, second, column.width, 0)
  await question.waitFor()
  await ctx.shot(page, 'calendar-scope')
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await page.locator('[data-column]').first().locator(`[data-entry*="${id}"]`).waitFor()

  await drag(page, second, column.width, 0)
  await question.getByRole('button', { name: '确定' }).click()
  await page
    .getByText(/已改到7月13日/)
    .first()
    .waitFor()
  const { items } = await get(page, `appointments?filter=series==${id}`)
  assert.equal(items.length, 1)
  assert.equal(items[0].startAt, '2032-07-13T01:00:00Z')
  assert.equal((await found(page, 'appointments', id)).exdates, '20320712T090000')
  await entry(page, items[0].id).waitFor()
  await page.getByRole('button', { name: '撤销' }).first().click()
  await second.waitFor()
  assert.equal((await found(page, 'appointments', id)).exdates, null)

  // From here on another day: two series.
  await drag(page, second, column.width * 2, 0)
  await question.getByText('这一次及以后').click()
  await question.getByRole('button', { name: '确定' }).click()
  await page
    .getByText(/已改到7月14日/)
    .first()
    .waitFor()
  const rest = (await get(page, `appointments?filter=continues==${id}`)).items[0]
  assert.equal(rest.rrule, 'FREQ=WEEKLY;BYDAY=WE')
  assert.match((await found(page, 'appointments', id)).rrule, /UNTIL=20320712T005959Z$/)
}

async function choosesHowItRepeats(page, ctx) {
  await page.goto(`${ctx.base}/calendar?view=day&day=2032-09-14`)
  await page.getByRole('button', { name: '新建日程：9月14日 10:00' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '新建日程' })
  await dialog.getByLabel('主题').fill(`复盘 ${ctx.unique}`)
  await dialog.getByRole('combobox', { name: '重复' }).press('Enter')
  await page.getByRole('option', { name: '每月' }).click()
  await dialog.getByText('第二个星期二').click()
  await dialog.getByText('若干次后').click()
  await dialog.getByLabel('次数').fill('3')
  await dialog.getByLabel('次数').press('Tab')
  await dialog.getByText('每月第二个星期二，共 3 次').waitFor()
  await dialog.getByText(/接下来：2032\/9\/14 · 2032\/10\/12 · 2032\/11\/9/).waitFor()
  await ctx.shot(page, 'calendar-repeat')
  assert.deepEqual(await violations(page), [])
  // A moment is typed or picked; the end moves along.
  await dialog.getByRole('combobox', { name: '开始' }).fill('2032-09-14 11:30')
  await dialog.getByRole('combobox', { name: '开始' }).press('Enter')
  await page.waitForFunction(() => document.querySelector('[role=dialog] [aria-label=结束]')?.value === '2032-09-14 12:30')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  const made = page.getByRole('link', { name: new RegExp(`复盘 ${ctx.unique}`) })
  await made.click()
  const opened = page.getByRole('dialog', { name: '日程', exact: true })
  await opened.getByText('每月第二个星期二，共 3 次').waitFor()
  assert.equal(await opened.getByRole('combobox', { name: '开始' }).inputValue(), '2032-09-14 11:30')

  // A task's form has the same control, worked by keys alone.
  await page.goto(`${ctx.base}/tasks/new`)
  await page.getByRole('combobox', { name: '重复' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: '星期' }).waitFor()
  for (const day of ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日']) {
    const button = page.getByRole('button', { name: day, exact: true })
    if (((await button.getAttribute('aria-pressed')) === 'true') !== ['星期一', '星期四'].includes(day)) {
      await button.focus()
      await page.keyboard.press('Space')
    }
  }
  await page.getByText('每周的周一和周四').waitFor()
}

async function showsColleaguesBesideEachOther(page, ctx) {
  const name = `何同 ${ctx.unique}`
  const colleague = await createRecord(page, 'users', { username: `he${ctx.unique.toLowerCase()}`, name })
  const { id } = await createRecord(page, 'appointments', {
    subject: `同事 ${ctx.unique}`,
    startAt: '2032-10-08T02:00:00Z',
    owner: colleague.id,
  })
  await page.goto(`${ctx.base}/calendar?view=day&day=2032-10-08`)
  await page.getByRole('combobox', { name: '查看同事日程' }).fill(name)
  await page.getByRole('option', { name }).first().click()
  await entry(page, id).waitFor()
  assert.equal(await page.locator('[data-column]').count(), 2)
  assert.ok(page.url().includes(colleague.id))
  await settled(page)
  await ctx.shot(page, 'calendar-people')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: new RegExp(`不再显示${name}`) }).click()
  await entry(page, id).waitFor({ state: 'detached' })
}
