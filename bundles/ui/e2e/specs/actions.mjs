import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** What a type offers to do stands in the head: asked for in a dialog, refused in place, done with its effect on show. */
export default async function actions(page, ctx) {
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name: `操作${ctx.unique}`, kind: 'company' })
  await page.goto(`${ctx.base}/customers/${customer.id}`)
  const status = page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })
  await status.getByText('潜在').waitFor()

  await page.getByRole('button', { name: '标记流失' }).click()
  const dialog = page.getByRole('dialog', { name: new RegExp(`标记流失.*${ctx.unique}`) })
  const reason = dialog.getByRole('textbox', { name: '流失原因' })
  await reason.and(page.locator(':focus')).waitFor()
  await dialog.getByRole('button', { name: '标记流失' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/流失原因/)
    .waitFor()
  assert.equal(await reason.getAttribute('aria-invalid'), 'true')
  assert.deepEqual(await violations(page), [])
  await reason.fill('转向其他供应商')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await status.getByText('流失', { exact: true }).waitFor()
  await page.locator('dd').getByText('转向其他供应商').waitFor()

  // What does not apply now is not offered.
  await page.getByRole('button', { name: '重新激活' }).waitFor()
  assert.equal(await page.getByRole('button', { name: '标记意向' }).count(), 0)

  // Not possible after all: the server says why, and the record stays as it is.
  const reactivation = `**/api/v1/customers/${customer.id}/actions/reactivate`
  await page.route(reactivation, (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: '冲突', status: 409, detail: '客户正由同事处理。', errors: [] }),
    }),
  )
  await page.getByRole('button', { name: '重新激活' }).click()
  const refused = page.getByRole('dialog', { name: /重新激活/ })
  await refused.getByRole('alert').getByText('客户正由同事处理').waitFor()
  await ctx.shot(page, 'action-refused')
  await refused.getByRole('button', { name: '取消' }).click()
  await refused.waitFor({ state: 'detached' })
  await status.getByText('流失', { exact: true }).waitFor()
  await page.unroute(reactivation)

  // Without questions it is done at once.
  const again = page.getByRole('button', { name: '重新激活' })
  await again.focus()
  await page.keyboard.press('Enter')
  await status.getByText('意向', { exact: true }).waitFor()
}
