import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { choose, createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** A field that an administrator adds is in open forms and lists at once, without a reload; filter and export carry it. */
export default async function customFields(admin, ctx) {
  const word = `字段${ctx.unique}`
  const label = `大区${ctx.unique}`
  await open(admin, ctx, '/settings/custom-fields')
  const other = await createRecord(admin, 'customers', { name: `${word}二`, kind: 'company' })
  const form = await admin.context().newPage()
  const list = await admin.context().newPage()
  await form.goto(`${ctx.base}/customers/new`)
  await form.getByRole('textbox', { name: '客户名称' }).fill(`${word}一`)
  await list.goto(`${ctx.base}/customers?q=${encodeURIComponent(word)}`)
  await list.locator('tbody tr', { hasText: `${word}二` }).waitFor()
  await list.evaluate(() => (document.body.dataset.sameDocument = 'yes'))

  await admin.bringToFront()
  await admin.getByRole('button', { name: '添加字段' }).click()
  const drawer = admin.getByRole('dialog', { name: '添加字段' })
  await drawer.getByRole('textbox', { name: '中文名称' }).first().fill(label)
  await drawer.getByRole('textbox', { name: '英文名称' }).first().fill(`Sales region ${ctx.unique}`)
  await drawer.getByRole('combobox', { name: '类型' }).click()
  await admin.getByRole('option', { name: '单选' }).click()
  for (const [code, name] of [
    ['north', '北方'],
    ['south', '南方'],
  ]) {
    await drawer.getByRole('button', { name: '添加选项' }).click()
    const row = drawer.getByRole('listitem').last()
    await row.getByRole('textbox', { name: '代码' }).fill(code)
    await row.getByRole('textbox', { name: '中文名称' }).fill(name)
  }
  assert.deepEqual(await violations(admin), [])
  await ctx.shot(admin, 'custom-field-new')
  await drawer.getByRole('button', { name: '保存' }).click()
  await admin.getByText(`已添加字段“${label}”`).waitFor()
  await admin
    .getByRole('row', { name: new RegExp(label) })
    .getByText('使用中')
    .waitFor()
  await ctx.shot(admin, 'custom-fields')

  // The form that was open has it; what was typed is still there.
  await form.bringToFront()
  const input = form.locator('.el-select', { has: form.getByRole('combobox', { name: label }) })
  await input.evaluate((node) => node.scrollIntoView({ block: 'center' }))
  await input.click()
  await form.getByRole('option', { name: '南方' }).click()
  assert.equal(await form.getByRole('textbox', { name: '客户名称' }).inputValue(), `${word}一`)
  await ctx.shot(form, 'custom-field-form')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.getByRole('heading', { name: `${word}一` }).waitFor()
  await form.getByText('南方', { exact: true }).first().waitFor()

  // So has the list: as a filter, as a column, in its cells, and in what is exported.
  await list.bringToFront()
  await list.getByRole('button', { name: '添加筛选' }).click()
  await choose(list, '筛选字段', label)
  await list.getByRole('group', { name: '筛选值' }).getByText('南方').click()
  await list.getByRole('button', { name: '应用' }).click()
  await list.locator('tbody tr', { hasText: `${word}一` }).waitFor()
  await list.locator('tbody tr', { hasText: `${word}二` }).waitFor({ state: 'detached' })
  await list.getByRole('button', { name: '显示列' }).click()
  await list.getByRole('searchbox', { name: '查找字段' }).fill(label)
  await list.locator('label.choice', { hasText: label }).click()
  await list.keyboard.press('Escape')
  await list.getByRole('searchbox', { name: '查找字段' }).waitFor({ state: 'hidden' })
  await list.getByRole('columnheader', { name: label }).waitFor()
  await list
    .locator('tbody tr', { hasText: `${word}一` })
    .getByText('南方')
    .waitFor()
  assert.deepEqual(await violations(list), [])
  await ctx.shot(list, 'custom-field-list')
  await list.getByRole('button', { name: '导出' }).click()
  const dialog = list.getByRole('dialog', { name: '导出客户' })
  await dialog.getByRole('radio', { name: /CSV/ }).check()
  const [download] = await Promise.all([list.waitForEvent('download'), dialog.getByRole('button', { name: '导出' }).click()])
  const csv = readFileSync(await download.path(), 'utf8')
  assert.ok(csv.includes(label) && csv.includes('南方'), csv)
  assert.equal(await list.evaluate(() => document.body.dataset.sameDocument), 'yes', 'nothing was loaded anew')

  // Retired, it is gone from the list; the other record was never touched.
  await admin.bringToFront()
  await admin
    .getByRole('row', { name: new RegExp(label) })
    .getByRole('button', { name: '停用' })
    .click()
  await admin.getByText(`已停用“${label}”`).waitFor()
  await list.getByRole('columnheader', { name: label }).waitFor({ state: 'detached' })
  const { version } = await admin.evaluate(async (id) => (await fetch(`/api/v1/customers/${id}`)).json(), other.id)
  assert.equal(version, 1)
}
