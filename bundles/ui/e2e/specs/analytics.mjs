import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** The list that came up shows as many records as the figure said; its filter. */
async function opened(page, count) {
  await page.waitForURL(/\/opportunities\?filter=/)
  const filter = new URL(page.url()).searchParams.get('filter')
  const listed = await page.evaluate(
    (wanted) =>
      fetch(`/api/v1/opportunities?limit=1&count=exact&filter=${encodeURIComponent(wanted)}`).then((answer) => answer.json()),
    filter,
  )
  assert.equal(listed.total, count, 'the list behind a figure counts the same')
  return filter
}

/** The funnel begins at its top, in the left two thirds of the drawing. */
async function clickFirstPart(page, drawing) {
  await drawing.scrollIntoViewIfNeeded()
  const { x, y, width } = await drawing.boundingBox()
  for (let tries = 0; tries < 20 && !page.url().includes('/opportunities?'); tries++) {
    await page.mouse.click(x + width * 0.4, y + 20)
    await page.waitForURL(/\/opportunities\?filter=/, { timeout: 500 }).catch(() => undefined)
  }
}

/** The funnel's figures are those of the lists behind them: a row and a part of the chart open exactly their records. */
export default async function analytics(page, ctx) {
  await open(page, ctx, '/opportunities')
  const { id: customer } = await createRecord(page, 'customers', { name: `分析客户${ctx.unique}` })
  await createRecord(page, 'opportunities', {
    name: `分析商机${ctx.unique}`,
    customer,
    amount: { amount: '1200.00', currency: 'CNY' },
    expectedCloseOn: new Date().toISOString().slice(0, 10),
  })
  await open(page, ctx, '/sales/analytics')
  const table = page.getByRole('table', { name: '漏斗' }).last()
  const row = table.getByRole('row', { name: /^初步接洽/ })
  await row.waitFor()
  const drawing = page.getByRole('img', { name: '漏斗' })
  await drawing.locator('canvas').waitFor()
  await ctx.shot(page, 'analytics-funnel')
  const count = Number((await row.getByRole('cell').first().innerText()).replace(/\D/g, ''))
  assert.ok(count > 0)

  await row.getByRole('link', { name: '初步接洽' }).focus()
  await page.keyboard.press('Enter')
  const filter = await opened(page, count)

  // The same rows behind the part of the chart: by the mouse ...
  await page.goBack()
  await drawing.locator('canvas').waitFor()
  await clickFirstPart(page, drawing)
  assert.equal(await opened(page, count), filter, 'what a click on the chart opens')

  // ... and by the keyboard, in the chart's own table.
  await page.goBack()
  const summary = page.getByText('以表格查看', { exact: true })
  await summary.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '初步接洽' }).focus()
  await page.keyboard.press('Enter')
  assert.equal(await opened(page, count), filter, 'what the chart opens by the keyboard')
  await page
    .getByRole('link', { name: `分析商机${ctx.unique}` })
    .first()
    .waitFor()

  await open(page, ctx, '/sales/analytics')
  for (const [tab, name] of [
    ['预测', 'analytics-forecast'],
    ['排行', 'analytics-ranking'],
    ['渠道与最终客户', 'analytics-revenue'],
    ['人员绩效', 'analytics-performance'],
    ['目标达成', 'analytics-targets'],
    ['日报与周报', 'analytics-digest'],
  ]) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('heading', { name: tab, level: 2 }).waitFor()
    await page.getByRole('table', { name: tab }).last().or(page.getByText('这段时间没有数据')).first().waitFor()
    await ctx.shot(page, name)
  }
  assert.equal(await page.getByRole('alert').count(), 0)
}
