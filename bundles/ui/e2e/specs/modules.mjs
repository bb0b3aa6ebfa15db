import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** An administrator sees how the modules are and what they cost, and is told what a change would do before it is done. */
export default async function modules(page, ctx) {
  await open(page, ctx, '/settings/modules')
  await page.getByRole('heading', { level: 1, name: '模块' }).waitFor()
  const row = page.locator('[data-module="crm-customers"]')
  await row.getByText('运行中').waitFor()
  assert.match(await row.innerText(), /客户[^]*联系人/)
  assert.match(await page.locator('[data-costs="crm-customers"]').innerText(), /客户\s+[\d,]+\s+0/)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'modules')

  await act(page, row, '更换版本')
  const change = page.getByRole('dialog', { name: '更换版本：crm-customers' })
  await change.getByText('可以运行').waitFor()
  await change.getByLabel('您的密码').waitFor()
  assert.ok(await change.getByRole('button', { name: '运行此版本' }).isDisabled(), 'it runs in that version')
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await change.getByRole('button', { name: '取消' }).click()
  await change.waitFor({ state: 'hidden' })

  await act(page, row, '移除…')
  const removal = page.getByRole('dialog', { name: '移除 crm-customers' })
  await removal.getByRole('radio', { name: '直接删除' }).check()
  await removal.getByRole('button', { name: '永久删除' }).waitFor()
  await ctx.shot(page, 'moduleRemoval')
  assert.deepEqual(await violations(page), [])
  await removal.getByRole('button', { name: '取消' }).click()
  await removal.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '上传模块' }).click()
  const upload = page.getByRole('dialog', { name: '上传模块' })
  await upload.locator('input[type=file]').setInputFiles({ name: `${ctx.unique}.kar`, mimeType: '', buffer: Buffer.from('half') })
  await upload.getByLabel('您的密码').fill('wrong')
  await upload.getByRole('button', { name: '检查' }).click()
  await upload.getByRole('alert').filter({ hasText: '密码' }).waitFor()
  assert.equal(await upload.getByLabel('您的密码').getAttribute('type'), 'password')
  await upload.getByLabel('您的密码').fill(ctx.password)
  await upload.getByRole('button', { name: '检查' }).click()
  await upload.getByText('该文件不是完整的模块包').waitFor()
  await ctx.shot(page, 'moduleUpload')
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await upload.getByRole('button', { name: '取消' }).click()
  await upload.waitFor({ state: 'hidden' })
  const refused = page.getByRole('row', { name: new RegExp(`${ctx.unique}\\.kar`) })
  await refused.getByText('被拒绝').waitFor()
  assert.match(await refused.innerText(), /收到模块包[^]*不是完整的模块包/)
}

async function act(page, row, name) {
  await row.getByRole('button', { name: '操作：crm-customers' }).click()
  await page.getByRole('menuitem', { name }).click()
}
