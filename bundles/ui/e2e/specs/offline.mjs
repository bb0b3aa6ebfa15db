import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** Without the server the page says so, refuses to save and keeps the input; it goes on when the server is back. */
export default async function offline(page, ctx) {
  const name = `离线${ctx.unique}`
  await open(page, ctx, '/customers/new')
  const field = page.getByRole('textbox', { name: '客户名称' })
  await field.fill(name)
  await page.context().setOffline(true)
  await page.getByText('无法连接服务器', { exact: true }).waitFor()
  await ctx.shot(page, 'offline')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('无法连接服务器，请检查网络后重试。').first().waitFor()
  assert.equal(await field.inputValue(), name)
  await page.context().setOffline(false)
  await page.getByRole('status').getByRole('button', { name: '重试' }).click()
  await page.getByText('无法连接服务器', { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
