import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'

export const reducedMotion = 'reduce'

/** Errors of browser and server stand at the field; a record is made, changed, and found changed. */
export default async function createAndEdit(page, ctx) {
  const name = `新建${ctx.unique}`
  await open(page, ctx, '/customers/new')
  const save = page.getByRole('button', { name: '保存' })
  await save.click()
  const nameBox = page.getByRole('textbox', { name: '客户名称' })
  assert.equal(await nameBox.getAttribute('aria-invalid'), 'true')
  assert.ok(await nameBox.evaluate((box) => box === document.activeElement), 'the first wrong field has the focus')
  await page
    .getByRole('alert')
    .getByRole('link', { name: /客户名称/ })
    .waitFor()

  await nameBox.fill(name)
  const phone = page.getByRole('textbox', { name: '电话' })
  await phone.fill('不是号码')
  await save.click()
  await page.locator('[aria-invalid=true]').waitFor()
  assert.equal(await phone.getAttribute('aria-invalid'), 'true', 'the refusal of the server is at its field')
  await page.getByRole('alert').getByRole('link', { name: /电话/ }).waitFor()
  await phone.and(page.locator(':focus')).waitFor()
  await ctx.shot(page, 'form-error')

  await page.getByRole('link', { name: '工作台' }).first().click()
  await page.getByRole('dialog', { name: '放弃未保存的修改？' }).getByRole('button', { name: '继续编辑' }).click()
  assert.equal(await nameBox.inputValue(), name, 'what was typed is still there')

  await phone.fill('13912345678')
  await save.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await ctx.shot(page, 'record')

  await page.getByRole('button', { name: '编辑' }).click()
  await page.getByRole('textbox', { name: '简称' }).fill(`简称${ctx.unique}`)
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('dd').getByText(`简称${ctx.unique}`, { exact: true }).waitFor()

  await page.getByRole('button', { name: /新建联系人/ }).click()
  const dialog = page.getByRole('dialog', { name: '新建联系人' })
  await dialog.getByRole('textbox', { name: '姓名' }).fill('王小明')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('region', { name: '联系人', exact: true }).getByRole('link', { name: '王小明' }).waitFor()
}
