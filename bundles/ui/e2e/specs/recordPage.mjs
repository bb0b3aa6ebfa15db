import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Left and right edge of what a locator finds. */
const edges = async (locator) => {
  const { x, y, width } = await locator.boundingBox()
  return { left: x, right: x + width, top: y, width }
}

/** Three columns at 1440 px, two at 1024, one on a phone; owner, tags and favourites in the head; relatives beside it. */
export default async function recordPage(page, ctx) {
  await open(page, ctx)
  const make = (name, more = {}) => createRecord(page, 'customers', { name: `${name}${ctx.unique}`, kind: 'company', ...more })
  const top = await make('集团')
  const middle = await make('子公司', { parent: top.id })
  const bottom = await make('孙公司', { parent: middle.id })
  await page.goto(`${ctx.base}/customers/${middle.id}`)
  const title = page.getByRole('heading', { level: 1, name: middle.name })
  await title.waitFor()

  const fields = page.locator('dl').first()
  const middleColumn = page.getByRole('tablist').first()
  const contacts = page.getByRole('region', { name: '联系人' })
  await contacts.waitFor()
  const [left, centre, right] = await Promise.all([fields, middleColumn, contacts].map(edges))
  assert.ok(left.right < centre.left && centre.right < right.left, 'three columns beside each other')
  assert.equal(Math.round(right.width), 300)

  // Above and below: a path to the top, a tree downwards, each branch when it is asked for.
  const tree = page.getByRole('region', { name: /下级/ })
  await tree.getByRole('navigation', { name: '上级' }).getByRole('link', { name: top.name }).waitFor()
  await tree.getByRole('link', { name: bottom.name }).waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'record-1440')

  // Added in place, without leaving the page.
  await contacts.getByRole('button', { name: '新建联系人' }).click()
  const dialog = page.getByRole('dialog', { name: '新建联系人' })
  await dialog.getByRole('textbox', { name: '姓名' }).fill('赵小二')
  await dialog.getByRole('button', { name: '保存' }).click()
  await contacts.getByRole('link', { name: '赵小二' }).waitFor()

  // Tags are changed in the head.
  await page.getByRole('button', { name: '修改标签' }).click()
  await page.getByRole('textbox', { name: '标签' }).fill('重点')
  await page.keyboard.press('Enter')
  await page.locator('header').getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('header').getByText('重点', { exact: true }).waitFor()

  const star = page.getByRole('button', { name: '收藏', exact: true })
  await star.click()
  assert.equal(await star.getAttribute('aria-pressed'), 'true')
  await star.click()
  assert.equal(await star.getAttribute('aria-pressed'), 'false')

  // Two columns: what stood on the right is among the tabs.
  await page.setViewportSize({ width: 1024, height: 800 })
  await page.getByRole('tab', { name: '联系人' }).click()
  await page.getByRole('tabpanel').getByRole('link', { name: '赵小二' }).waitFor()
  assert.equal(await page.getByRole('region', { name: '联系人' }).count(), 0)
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'record-1024')
  await page.setViewportSize({ width: 1440, height: 900 })

  // Deleted, and back again.
  await page.goto(`${ctx.base}/customers/${bottom.id}`)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('heading', { level: 1, name: bottom.name }).waitFor()
}
