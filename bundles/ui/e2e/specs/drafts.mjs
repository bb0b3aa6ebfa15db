import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** What was typed survives a reload and is offered again; saving it or giving it up ends it. */
export default async function drafts(page, ctx) {
  const name = `草稿${ctx.unique}`
  const nameBox = page.getByRole('textbox', { name: '客户名称' })
  const offer = page.getByRole('region', { name: '未保存的草稿' })
  await open(page, ctx, '/customers/new')
  await nameBox.fill(name)
  await page.getByRole('textbox', { name: '电话' }).fill('13912345678')
  await page.waitForFunction((text) => Object.values({ ...localStorage }).some((value) => value.includes(text)), name)
  page.once('dialog', (dialog) => dialog.accept())
  await page.reload()
  await offer.waitFor()
  await ctx.shot(page, 'draft')
  assert.equal(await nameBox.inputValue(), '', 'nothing is filled in before it is wanted')
  await offer.getByRole('button', { name: '恢复草稿' }).click()
  assert.equal(await nameBox.inputValue(), name)
  assert.equal(await page.getByRole('textbox', { name: '电话' }).inputValue(), '139 1234 5678')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()

  // Saved: nothing is offered any more. Another record has a draft of its own.
  const other = await createRecord(page, 'customers', { name: `另一个${ctx.unique}`, kind: 'company' })
  await page.goto(`${ctx.base}/customers/${other.id}/edit`)
  await nameBox.waitFor()
  assert.equal(await offer.count(), 0)
  await page.getByRole('textbox', { name: '简称' }).fill('不要的')
  await page.getByRole('link', { name: '工作台' }).first().click()
  const question = page.getByRole('dialog', { name: '放弃未保存的修改？' })
  await question.getByRole('button', { name: '继续编辑' }).click()
  assert.equal(await page.getByRole('textbox', { name: '简称' }).inputValue(), '不要的')
  await page.getByRole('link', { name: '工作台' }).first().click()
  await question.getByRole('button', { name: '放弃修改' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto(`${ctx.base}/customers/${other.id}/edit`)
  await nameBox.waitFor()
  assert.equal(await offer.count(), 0, 'what was given up is not offered again')

  // A customer that is there already is told of before it is saved, and a missing one is made from the picker.
  await page.goto(`${ctx.base}/customers/new`)
  await nameBox.fill(name)
  await page.getByRole('status').filter({ hasText: '可能重复' }).getByRole('link', { name }).waitFor()
  await ctx.shot(page, 'duplicate-hint')
  const parent = page.getByRole('combobox', { name: '上级客户' })
  await parent.click()
  await page.keyboard.type(`母公司${ctx.unique}`)
  await page.getByRole('option', { name: `新建客户“母公司${ctx.unique}”` }).click()
  const dialog = page.getByRole('dialog', { name: '新建客户' })
  assert.equal(await dialog.getByRole('textbox', { name: '客户名称' }).inputValue(), `母公司${ctx.unique}`)
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`母公司${ctx.unique}`, { exact: true }).first().waitFor()
}
