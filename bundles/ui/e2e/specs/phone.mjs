import assert from 'node:assert/strict'
import { aCustomer, createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, settled } from '../support/page.mjs'

export const viewport = { width: 390, height: 844 }

/** On a phone: bottom tabs, two-line rows, nothing scrolls sideways, a record can be changed. */
export default async function phone(page, ctx) {
  await page.goto(ctx.base)
  await page.locator('input[name=username]').waitFor()
  await ctx.shot(page, 'sign-in-phone')
  await open(page, ctx)
  await createRecord(page, 'customers', { name: `手机${ctx.unique}`, kind: 'company' })
  await page.goto(`${ctx.base}/customers/${await aCustomer(page)}?tab=acmeLoyalty.loyalty`)
  await settled(page)
  await assertNoSidewaysScroll(page)

  // A list begins with its head, not with its first row.
  await page.goto(`${ctx.base}/customers`)
  await page.locator('#main li a').first().waitFor()
  await settled(page)
  assert.equal(await page.locator('#main').evaluate((main) => main.scrollTop), 0)
  await ctx.shot(page, 'customers-phone')
  await open(page, ctx, `/customers?q=手机${ctx.unique}`)
  await page.getByRole('link', { name: new RegExp(`手机${ctx.unique}`) }).click()
  await page.getByRole('button', { name: '编辑' }).click()
  await page.getByRole('textbox', { name: '简称' }).fill('手机')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: `手机${ctx.unique}` }).waitFor()
  await assertNoSidewaysScroll(page)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByRole('dialog').getByRole('link', { name: '后台任务' }).waitFor()
}
