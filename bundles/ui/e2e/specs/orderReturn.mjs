import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** What a deal is about becomes its quote; what was delivered comes back in part, and is no longer to be paid. */
export default async function orderReturn(page, ctx) {
  await open(page, ctx, '/opportunities')
  const price = { amount: '100.00', currency: 'CNY' }
  const made = { sku: `RT${ctx.unique}`, name: `退货水泵${ctx.unique}`, unit: '台', listPrice: price }
  const { id: product } = await createRecord(page, 'products', made)
  const { id: customer } = await createRecord(page, 'customers', { name: `退货客户${ctx.unique}` })
  const { id: deal } = await createRecord(page, 'opportunities', { name: `退货商机${ctx.unique}`, customer })
  const button = (name) => page.getByRole('button', { name, exact: true }).first()
  const related = (name) => page.getByRole('complementary').getByRole('region', { name, exact: true })

  await open(page, ctx, `/opportunities/${deal}`)
  const lines = page.getByRole('region', { name: '商机明细' })
  await lines.getByRole('combobox', { name: '添加产品' }).fill(`退货水泵${ctx.unique}`)
  await page.getByRole('option', { name: `退货水泵${ctx.unique}` }).click()
  await lines.getByLabel('第 1 行 数量').fill('3')
  await page.keyboard.press('Enter')
  await lines.getByText('¥300.00').first().waitFor()
  await ctx.shot(page, 'opportunity-lines')
  await button('生成报价单').click()
  await related('报价单').getByRole('listitem').getByRole('link').first().click()
  await page.getByRole('region', { name: '报价明细' }).getByLabel('合计').getByText('¥300.00').first().waitFor()

  const order = await createRecord(page, 'orders', { customer, gross: { amount: '1.00', currency: 'CNY' } })
  await createRecord(page, 'orderLines', { order: order.id, product, quantity: '3', gross: { amount: '1.00', currency: 'CNY' } })
  const stored = await page.evaluate(async (id) => (await fetch(`/api/v1/orders/${id}`)).json(), order.id)
  assert.equal(Number(stored.gross.amount), 300, 'totals that a client sends are ignored')
  await open(page, ctx, `/orders/${order.id}`)
  const action = async (name) => {
    if (!(await button(name).isVisible())) await button('更多操作').click()
    await page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('menuitem', { name, exact: true }))
      .first()
      .click()
  }
  await button('确认').waitFor()
  await action('确认')
  await page.getByText('已确认').first().waitFor()
  await action('登记全部交付')
  await page.getByText('已交付', { exact: true }).first().waitFor()
  await action('退货')
  await related('退货单').getByRole('listitem').getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /^RT-/ }).waitFor()
  const back = page.getByRole('region', { name: '退货明细' })
  await back.getByLabel('第 1 行 退货数量').fill('4')
  await page.keyboard.press('Enter')
  await back.getByText('超过可退数量，最多 3。').waitFor()
  await back.getByLabel('第 1 行 退货数量').fill('1')
  await page.keyboard.press('Enter')
  await back.getByLabel('合计').getByText('¥100.00').first().waitFor()
  await ctx.shot(page, 'order-return')
  await action('确认收货')
  await page.getByText('已确认', { exact: true }).first().waitFor()
  await open(page, ctx, `/orders/${order.id}`)
  await page.getByText('¥200.00').first().waitFor()
  await ctx.shot(page, 'order-after-return')
  await page.setViewportSize({ width: 390, height: 844 })
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
  await ctx.shot(page, 'order-after-return-phone')
}
