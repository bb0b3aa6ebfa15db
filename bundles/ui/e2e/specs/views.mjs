import assert from 'node:assert/strict'
import { choose, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** A view is made, renamed, shared, made the default and deleted without leaving the list. */
export default async function views(page, ctx) {
  const name = `视图${ctx.unique}`
  const tab = (label) => page.getByRole('tab', { name: label, exact: true })
  await open(page, ctx, '/customers')
  await page.getByRole('button', { name: '添加筛选' }).click()
  await choose(page, '筛选字段', /级别$/)
  await page.getByRole('group', { name: '筛选值' }).getByText('A', { exact: false }).first().click()
  await page.getByRole('button', { name: '应用' }).click()
  await page.waitForURL(/filter=/)
  await page.getByRole('columnheader', { name: '客户编号' }).getByRole('button').click()
  await page.waitForURL(/sort=customerNo/)

  await page.getByRole('button', { name: '另存为视图' }).click()
  await page.getByRole('textbox', { name: '视图名称' }).fill(name)
  await ctx.shot(page, 'view-save')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await tab(name).and(page.locator('[aria-selected=true]')).waitFor()
  await page.waitForURL((url) => url.searchParams.has('view') && !url.searchParams.has('filter'))
  await page.locator('th[aria-sort=ascending]').filter({ hasText: '客户编号' }).waitFor()
  assert.equal(await page.getByRole('button', { name: '还原' }).count(), 0, 'nothing is left to save')

  const manager = page.getByRole('group', { name: '管理视图' })
  await page.getByRole('button', { name: '管理视图' }).click()
  await manager.getByRole('button', { name: `重命名“${name}”` }).click()
  await manager.getByRole('textbox', { name: '视图名称' }).fill(`${name}二`)
  await page.keyboard.press('Enter')
  await tab(`${name}二`).waitFor()
  await manager.getByRole('button', { name: `共享“${name}二”` }).click()
  await manager.getByRole('radio', { name: '本部门' }).check()
  await manager.getByText('本部门', { exact: true }).first().waitFor()
  await page.getByText(`视图“${name}二”已共享给本部门及下级部门`).waitFor()
  await manager.getByRole('radio', { name: '所有人' }).check()
  await manager.getByText('已共享', { exact: true }).waitFor()
  await manager.getByRole('button', { name: `将“${name}二”设为默认` }).click()
  await manager
    .locator('li', { hasText: `${name}二` })
    .getByText('默认', { exact: true })
    .waitFor()
  await manager.getByRole('button', { name: `上移 ${name}二` }).click()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'views-manage')
  await page.keyboard.press('Escape')

  // The list opens with it now, and says so in its tab.
  await page.goto(`${ctx.base}/customers`)
  await tab(`${name}二`).and(page.locator('[aria-selected=true]')).waitFor()
  await page.locator('th[aria-sort=ascending]').filter({ hasText: '客户编号' }).waitFor()

  await page.getByRole('columnheader', { name: '客户编号' }).getByRole('button').click()
  await page.getByRole('button', { name: '保存修改' }).click()
  await page.getByText(`已保存视图“${name}二”`).waitFor()
  await page.locator('th[aria-sort=descending]').filter({ hasText: '客户编号' }).waitFor()

  await page.getByRole('button', { name: '管理视图' }).click()
  await manager.getByRole('button', { name: '将“全部客户”设为默认' }).click()
  await manager.getByRole('button', { name: `删除“${name}二”` }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await tab(`${name}二`).waitFor({ state: 'detached' })
  await page.goto(`${ctx.base}/customers`)
  await tab('全部客户').and(page.locator('[aria-selected=true]')).waitFor()
}
