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

  // Not possible now: the server says why, and the record stays as it is.
  await page.getByRole('button', { name: '标记意向' }).click()
  const refused = page.getByRole('dialog', { name: /标记意向/ })
  await refused.getByRole('alert').waitFor()
  await ctx.shot(page, 'action-refused')
  await refused.getByRole('button', { name: '取消' }).click()
  await refused.waitFor({ state: 'detached' })
  await status.getByText('流失', { exact: true }).waitFor()

  // What does not fit beside the others is in the menu; without questions it is done at once.
  const menu = page.getByRole('button', { name: '更多操作' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: '重新激活' }).click()
  await status.getByText('意向', { exact: true }).waitFor()
}
