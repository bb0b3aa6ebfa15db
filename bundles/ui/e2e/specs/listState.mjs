import assert from 'node:assert/strict'
import { choose, createRecord, open } from '../support/actions.mjs'

const names = (page) => page.locator('tbody a.title').allTextContents()

/** Filter, sort and search live in the address: reload and Back give the same list. */
export default async function listState(page, ctx) {
  await open(page, ctx, '/customers')
  // By number the second A comes last, by name it comes first.
  const made = ['A', 'B', 'A'].map((level, i) => ({ name: `列表${ctx.unique}${level}${9 - i}`, kind: 'company', level }))
  for (const customer of made) await createRecord(page, 'customers', customer)
  await page.reload()
  const search = page.locator('main').getByRole('searchbox', { name: '搜索客户' })
  await search.fill(ctx.unique)
  await search.press('Enter')
  await page.waitForURL(/q=/)
  await page.getByText(/^(共|约) 3 条/).waitFor()

  await page.getByRole('button', { name: '添加筛选' }).click()
  await choose(page, '筛选字段', /级别$/)
  await page.getByRole('group', { name: '筛选值' }).getByText('A', { exact: false }).first().click()
  await page.getByRole('button', { name: '应用' }).click()
  await page.waitForURL(/filter=/)
  await page.getByText(/^(共|约) 2 条/).waitFor()

  await page.getByRole('columnheader', { name: '客户编号' }).getByRole('button').click()
  await page.waitForURL(/sort=customerNo/)
  await page.locator('th[aria-sort=ascending]').waitFor()
  await page.locator('tbody a.title').first().filter({ hasText: made[0].name }).waitFor()
  const before = await names(page)
  assert.deepEqual(before, [made[0].name, made[2].name])
  await ctx.shot(page, 'list-filtered')
  await page.reload()
  await page.getByText(/^(共|约) 2 条/).waitFor()
  assert.deepEqual(await names(page), before)

  // The address pasted elsewhere shows the same list.
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByText(/^(共|约) 2 条/).waitFor()
  assert.deepEqual(await names(other), before)
  await other.close()

  await page.locator('tbody a.title').first().click()
  await page.getByRole('heading', { level: 1, name: before[0] }).waitFor()
  await page.goBack()
  await page.getByText(/^(共|约) 2 条/).waitFor()
  await page.getByRole('button', { name: /^移除筛选/ }).click()
  await page.getByText(/^(共|约) 3 条/).waitFor()
}
