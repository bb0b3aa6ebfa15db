import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

/** An administrator arranges a form; one that is open follows without a reload, and the original comes back. */
export default async function layouts(page, ctx) {
  await open(page, ctx, '/settings/form-layouts?type=addresses')
  await page.getByRole('button', { name: '下移 收件人' }).waitFor()
  const form = await page.context().newPage()
  await form.goto(`${ctx.base}/addresses/new`)
  await form.getByRole('textbox', { name: '收件人' }).fill('王小云')
  const order = () => form.locator('form').evaluate((node) => node.innerText.replace(/\s+/g, ' '))
  const before = await order()
  assert.ok(before.indexOf('收件人') < before.indexOf('电话'), before)

  await page.bringToFront()
  await page.getByRole('button', { name: '下移 收件人' }).click()
  await page.getByRole('button', { name: '隐藏 默认地址' }).click()
  await page.getByRole('heading', { name: '不显示的字段' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'layouts')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('布局已保存').waitFor()
  await assertNoRawKey(page)

  await form.bringToFront()
  await form.getByText('默认地址').waitFor({ state: 'detached' })
  const after = await order()
  assert.ok(after.indexOf('收件人') > after.indexOf('电话'), after)
  assert.equal(await form.getByRole('textbox', { name: '收件人' }).inputValue(), '王小云', 'what was typed is still there')

  await page.bringToFront()
  await page.getByRole('button', { name: '恢复默认' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '恢复默认' }).click()
  await page.getByText('已恢复默认布局').waitFor()
  await page.getByRole('button', { name: '隐藏 默认地址' }).waitFor()
  await form.getByText('默认地址').first().waitFor()
}
