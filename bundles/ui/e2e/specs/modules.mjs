import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** An administrator sees how the modules are, and is told whether a version could run before it is changed. */
export default async function modules(page, ctx) {
  await open(page, ctx, '/settings/modules')
  await page.getByRole('heading', { level: 1, name: '模块' }).waitFor()
  const row = page.locator('[data-module="crm-customers"]')
  await row.getByText('运行中').waitFor()
  assert.match(await row.innerText(), /客户[^]*联系人/)
  assert.deepEqual(await violations(page), [])

  await row.getByRole('button', { name: '更换版本：crm-customers' }).click()
  const dialog = page.getByRole('dialog', { name: '更换版本：crm-customers' })
  await dialog.getByText('此版本可以运行').waitFor()
  await dialog.getByLabel('您的密码').waitFor()
  assert.ok(await dialog.getByRole('button', { name: '运行此版本' }).isDisabled(), 'it runs in that version')
  await ctx.shot(page, 'modules')
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await dialog.getByRole('button', { name: '取消' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
