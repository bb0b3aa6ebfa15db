import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

export const needs = 'removePlugin'
const FAST_MS = 10000

/** The loyalty sample's tab, menu entry and page go and come back on open pages, without a reload. */
export default async function plugins(page, ctx) {
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name: `插件${ctx.unique}`, kind: 'company' })
  await open(page, ctx, `/customers/${customer.id}`)
  await page.evaluate(() => {
    globalThis.sameDocument = true
  })
  const tab = page.getByRole('tab', { name: '会员积分' })
  await tab.click()
  await page.locator('[data-plugin=acmeLoyalty]').getByText('该客户还没有积分账户').waitFor()
  await ctx.shot(page, 'plugin-tab')

  const other = await page.context().newPage()
  await open(other, ctx, '/acme/loyalty')
  await other.getByRole('heading', { level: 1, name: /积分[^”]*$/ }).waitFor()

  await ctx.hooks.removePlugin()
  await tab.waitFor({ state: 'detached', timeout: FAST_MS })
  await page.getByRole('tab', { name: '动态', selected: true }).waitFor()
  await other.getByRole('heading', { level: 1, name: /当前不可用/ }).waitFor({ timeout: FAST_MS })
  await ctx.shot(other, 'plugin-gone')
  assert.equal(await page.locator('link[data-plugin=acmeLoyalty]').count(), 0, 'its sheet is gone')

  await ctx.hooks.restorePlugin()
  await tab.waitFor({ timeout: FAST_MS })
  await other.getByRole('heading', { level: 1, name: /积分[^”]*$/ }).waitFor({ timeout: FAST_MS })
  assert.ok(await page.evaluate(() => globalThis.sameDocument), 'the page was not reloaded')
}
