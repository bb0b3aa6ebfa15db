import assert from 'node:assert/strict'
import { endSession, open } from '../support/actions.mjs'

/** A session that ends while a form is filled in asks for the password and loses nothing. */
export default async function session(page, ctx) {
  const name = `会话${ctx.unique}`
  await open(page, ctx, '/customers/new')
  await page.getByRole('textbox', { name: '客户名称' }).fill(name)
  await endSession(page)
  await page.getByRole('button', { name: '保存' }).click()
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await dialog.waitFor()
  await ctx.shot(page, 'session-ended')
  assert.equal(await page.locator('main').getByRole('textbox', { name: '客户名称' }).inputValue(), name)
  await dialog.locator('input[name=password]').fill(ctx.password)
  await dialog.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
