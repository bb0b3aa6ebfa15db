import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** Many records at once: chosen with keys and mouse, changed, tagged and deleted as jobs, and taken back. */
export default async function bulk(page, ctx) {
  await open(page, ctx, '/customers')
  const word = `批量${ctx.unique}`
  const names = ['甲', '乙', '丙', '丁'].map((letter) => word + letter)
  for (const name of names) await createRecord(page, 'customers', { name, kind: 'company', level: 'B' })
  await page.goto(`${ctx.base}/customers?q=${word}&sort=createdAt`)
  await page.locator('tbody a.title', { hasText: names[3] }).waitFor()
  const box = (name) => page.getByRole('checkbox', { name: `选择 ${name}` })
  const bar = page.getByRole('group', { name: '批量操作' })
  const levels = () =>
    page.evaluate(async (q) => {
      const { items } = await (await fetch(`/api/v1/customers?q=${q}&sort=createdAt`)).json()
      return items.map(({ level, tags }) => [level, ...tags].join())
    }, word)

  // A range with Shift, one more with the key x.
  await box(names[0]).click()
  await box(names[1]).click({ modifiers: ['Shift'] })
  await bar.getByText('已选 2 条').waitFor()
  await page.locator('tbody a.title', { hasText: names[2] }).focus()
  await page.keyboard.press('x')
  await bar.getByText('已选 3 条').waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'bulk-bar')

  await bar.getByRole('button', { name: '编辑字段' }).click()
  await page.getByRole('combobox', { name: '选择要修改的字段' }).click()
  await page.getByRole('option', { name: /级别$/ }).click()
  const dialog = page.getByRole('dialog', { name: '批量编辑 3 条记录' })
  await dialog.getByRole('combobox', { name: /级别$/ }).press('Enter')
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await ctx.shot(page, 'bulk-edit')
  await dialog.getByRole('button', { name: '修改 3 条' }).click()
  await page.getByText('已修改 3 条').waitFor()
  assert.deepEqual(await levels(), ['A', 'A', 'A', 'B'])
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('已撤销 3 条').waitFor()
  assert.deepEqual(await levels(), ['B', 'B', 'B', 'B'])

  await page.getByRole('checkbox', { name: '选择已加载的全部记录' }).click()
  await bar.getByText('已选 4 条').waitFor()
  await bar.getByRole('button', { name: '添加标签' }).click()
  await page.getByRole('dialog').locator('input').fill('展会')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '添加标签' }).click()
  await page.getByText('已修改 4 条').waitFor()
  assert.deepEqual(await levels(), ['B,展会', 'B,展会', 'B,展会', 'B,展会'])

  await page.getByRole('checkbox', { name: '选择已加载的全部记录' }).click()
  await bar.getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await page.getByRole('heading', { name: '没有符合条件的记录' }).waitFor()
  assert.deepEqual(await levels(), [])
}
