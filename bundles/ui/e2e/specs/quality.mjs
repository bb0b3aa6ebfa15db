import assert from 'node:assert/strict'
import { act, createRecord, createUser, open, perform } from '../support/actions.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'

/** A sheet is written, a finished ticket drawn, scored by keyboard beside its conversation, and answered by the agent. */
export default async function quality(page, ctx) {
  await open(page, ctx, '/settings/quality-sheets')
  const username = `agent.${ctx.unique.toLowerCase()}`
  const idOf = (path) => page.evaluate(async (path) => (await (await fetch(`/api/v1/${path}`)).json()).items[0].id, path)
  const role = await idOf('roles?filter=code==serviceAgent')
  const agent = await createUser(page, { username, name: `客服${ctx.unique}`, roles: [{ type: 'roles', id: role }] }, PASSWORD)
  const reviewer = { type: 'users', id: await idOf(`users?filter=username==${ctx.user}`) }
  const queue = await createRecord(page, 'ticketQueues', { name: `质检队列${ctx.unique}` })
  const subject = `轴承异响${ctx.unique}`
  const ticket = await createRecord(page, 'tickets', { subject, queue: queue.id, owner: agent.id })
  const said = '已电话指导客户加注润滑脂。'
  await createRecord(page, 'ticketMessages', { ticket: ticket.id, direction: 'internal', body: said })
  await perform(page, 'tickets', ticket.id, 'resolve', { resolution: '已加注润滑脂' })

  const name = `通话质检${ctx.unique}`
  const sheet = await createRecord(page, 'qualitySheets', { name, queue: queue.id, reviewers: [reviewer] })
  await open(page, ctx, `/settings/quality-sheets/${sheet.id}`)
  const criteria = page.getByRole('region', { name: '评分项' })
  for (const [at, criterion] of ['态度', '准确'].entries()) {
    await criteria
      .getByRole('button', { name: /新建|添加/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '评分项' }).fill(criterion)
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await criteria
      .getByRole('row')
      .nth(at + 1)
      .waitFor()
  }
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'quality-sheet')
  await page.getByRole('button', { name: '抽取工单' }).click()
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const dialog = page.getByRole('dialog', { name: /抽取工单/ })
  for (const label of ['解决日期从', '解决日期至']) {
    await dialog.getByRole('combobox', { name: label }).fill(today)
    await page.keyboard.press('Enter')
  }
  await dialog
    .getByRole('spinbutton', { name: '每人抽检数' })
    .or(dialog.getByRole('textbox', { name: '每人抽检数' }))
    .fill('2')
  await dialog.getByRole('button', { name: '抽取工单', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })

  await open(page, ctx, '/quality-reviews')
  await page.getByRole('link', { name: subject }).first().click()
  const scores = page.getByRole('region', { name: '评分' })
  await page.getByText(said).first().waitFor()
  assert.deepEqual(await violations(page), [])
  await scores.getByLabel('第 1 行 得分').fill('9')
  await page.keyboard.press('Enter')
  await scores.getByLabel('第 2 行 得分').fill('11')
  await page.keyboard.press('Enter')
  await scores.getByText('得分须在 0 到 10 之间').first().waitFor()
  await scores.getByLabel('第 2 行 得分').fill('8')
  await page.keyboard.press('Enter')
  await scores.getByText(/85 ?%/).first().waitFor()
  await ctx.shot(page, 'quality-review')
  await page.getByRole('button', { name: '完成评分' }).click()
  await page.getByText('已评分').first().waitFor()
  const review = new URL(page.url()).pathname.split('/').at(-1)
  assert.equal(await scores.getByLabel('第 1 行 得分').getByRole('textbox').count(), 0, 'what is scored is only shown')

  const context = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, `/quality-reviews/${review}`)
    await theirs.getByText(/85 ?%/).first().waitFor()
    await assertNoSidewaysScroll(theirs)
    await ctx.shot(theirs, 'quality-review-phone')
    await act(theirs, '确认结果')
    await theirs.getByText('已确认').first().waitFor()
  } finally {
    await context.close()
  }
  await page.goto(`${ctx.base}/support/analytics?view=quality`)
  const row = page.getByRole('row', { name: new RegExp(`客服${ctx.unique}`) })
  await row.waitFor()
  assert.match((await row.innerText()).replace(/\s+/g, ' '), /1 85 % 100 %/, 'the review is in the report')
  await ctx.shot(page, 'quality-report')
}
