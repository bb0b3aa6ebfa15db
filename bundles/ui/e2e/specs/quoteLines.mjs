import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRecord, open } from '../support/actions.mjs'

/** The lines of a quote are written by keyboard alone, pasted, and added up by the server; a sent quote only shows them. */
export default async function quoteLines(page, ctx) {
  await open(page, ctx, '/quotes')
  const sku = `QL${ctx.unique}`
  const price = { amount: '100.00', currency: 'CNY' }
  await createRecord(page, 'products', { sku: `${sku}-1`, name: `明细水泵${ctx.unique}`, unit: '台', listPrice: price })
  await createRecord(page, 'products', { sku: `${sku}-2`, name: `明细阀门${ctx.unique}`, unit: '个', listPrice: price })
  const { id: customer } = await createRecord(page, 'customers', { name: `明细客户${ctx.unique}` })
  const { id } = await createRecord(page, 'quotes', { customer })
  await open(page, ctx, `/quotes/${id}`)
  const grid = page.getByRole('region', { name: '报价明细' })
  const totals = grid.getByLabel('合计')
  const shows = (text) => totals.getByText(text, { exact: true }).first().waitFor()

  await grid.getByRole('combobox', { name: '添加产品' }).focus()
  await page.keyboard.type(`明细水泵${ctx.unique}`)
  await page.getByRole('option', { name: `明细水泵${ctx.unique}` }).waitFor()
  await page.getByRole('option', { name: `明细阀门${ctx.unique}` }).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await shows('¥100.00')
  await grid.getByRole('button', { name: `第 1 行 产品: 明细水泵${ctx.unique}` }).waitFor()
  const focused = (label) => page.locator(`:focus[aria-label="${label}"]`).waitFor()
  await focused('第 1 行 数量')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await focused('第 1 行 单价')
  await shows('¥300.00')
  await page.keyboard.press('ArrowRight')
  await focused('第 1 行 折扣率')
  await page.keyboard.type('10')
  await page.keyboard.press('Tab')
  await focused('第 1 行 税率')
  await shows('¥270.00')
  await shows('贰佰柒拾元整')

  const paste = async (text) =>
    grid.getByLabel('第 1 行 数量').evaluate((cell, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  await paste(`${sku}-2\t2\t50\t20%\nQX${ctx.unique}\t1`)
  await grid.getByText(`粘贴的第 2 行找不到“QX${ctx.unique}”，没有添加任何行`).waitFor()
  assert.equal(await grid.getByRole('row').count(), 2)
  await paste(`${sku}-2\t2\t50\t20%\n明细水泵${ctx.unique}\t1,0`)
  await shows('¥1,350.00')
  await grid.getByLabel('第 2 行 数量').focus()
  await ctx.shot(page, 'quote-lines')
  await page.keyboard.press('ArrowDown')
  await focused('第 3 行 数量')
  await page.keyboard.press('Control+Delete')
  await shows('¥350.00')

  await grid.getByLabel('第 2 行 数量').fill('-1')
  await page.keyboard.press('Enter')
  await grid.getByText('数量必须大于零。').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await grid.getByLabel('第 2 行 数量').fill('4')
  await page.keyboard.press('Enter')
  await shows('¥430.00')
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
  await ctx.shot(page, 'quote-lines-phone')
  await page.setViewportSize({ width: 1440, height: 900 })

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 PDF' }).click()])
  assert.match(download.suggestedFilename(), /^Q-\d{6}-\d{4}\.pdf$/)
  const pdf = await readFile(await download.path())
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.ok(pdf.length < 200_000, 'only the glyphs that are used')

  await page.getByRole('button', { name: '发出', exact: true }).first().click()
  await page.getByText('已发出').first().waitFor()
  await grid.getByRole('combobox', { name: '添加产品' }).waitFor({ state: 'detached' })
  assert.equal(await grid.getByRole('textbox').count(), 0)
}
