import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** An order goes through approval: submitted on its page, kept as it is meanwhile, decided on the phone. */
export default async function approvals(page, ctx) {
  await open(page, ctx, '/approvals')
  const me = await page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).user.id)
  const { id: customer } = await createRecord(page, 'customers', { name: `审批客户${ctx.unique}` })
  const flow = await createRecord(page, 'approvalFlows', {
    name: `订单审批${ctx.unique}`,
    type: 'orders',
    condition: `customer==${customer}`,
    guardedActions: 'confirm',
    fallback: me,
  })
  await createRecord(page, 'approvalFlowSteps', {
    name: '主管',
    flow: flow.id,
    position: 1,
    who: 'user',
    users: [{ type: 'users', id: me }],
  })
  const order = await createRecord(page, 'orders', { customer })

  await open(page, ctx, `/settings/approval-flows/${flow.id}`)
  await page.getByRole('heading', { name: `订单审批${ctx.unique}` }).waitFor()
  await page.getByText('主管').first().waitFor()
  await ctx.shot(page, 'approval-flow')

  await open(page, ctx, `/orders/${order.id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '提交审批' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('请批')
  await dialog.getByRole('button', { name: '提交审批' }).click()
  const bar = page.getByRole('region', { name: '审批' })
  await bar.getByText('审批中').waitFor()
  await bar.getByRole('button', { name: '同意' }).waitFor()
  await ctx.shot(page, 'approval-bar')
  const refused = await page.evaluate(async (id) => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }
    return (await fetch(`/api/v1/orders/${id}`, { method: 'PATCH', headers, body: '{"remark":"x"}' })).status
  }, order.id)
  assert.equal(refused, 409, 'a pending order stays as it is')

  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, ctx, '/approvals')
  const card = page.getByRole('tabpanel').getByRole('link', { name: order.orderNo })
  await card.waitFor()
  await ctx.shot(page, 'approvals-phone')
  await card.click()
  await page.getByRole('heading', { name: order.orderNo }).waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
  await ctx.shot(page, 'approval-phone')
  await page.getByRole('button', { name: '同意' }).click()
  await dialog.getByRole('textbox').first().fill('可以')
  await dialog.getByRole('button', { name: '同意' }).click()
  await page.getByText('已通过').first().waitFor()
  await page.getByText('可以').waitFor()
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, ctx, `/orders/${order.id}`)
  await bar.getByText('已通过').waitFor()
}
