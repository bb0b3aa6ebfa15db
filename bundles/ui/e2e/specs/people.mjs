import assert from 'node:assert/strict'
import { choose, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'

/** A department and a colleague with a role are made; the colleague signs in and sees what the role permits, no more. */
export default async function people(page, ctx) {
  const department = `部门${ctx.unique}`
  const name = `同事${ctx.unique}`
  const username = `spec.${ctx.unique.toLowerCase()}`
  await open(page, ctx, '/settings/departments/new')
  await page.getByRole('textbox', { name: '部门名称' }).fill(department)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: department }).waitFor()

  await page.goto(`${ctx.base}/settings/users/new`)
  await page.getByRole('textbox', { name: '用户名' }).fill(username)
  await page.getByRole('textbox', { name: '姓名' }).fill(name)
  await choose(page, '添加记录', '销售代表')
  await page.getByRole('button', { name: '移除 销售代表' }).waitFor()
  const place = page.getByRole('combobox', { name: '部门' })
  await place.fill(department)
  await page.getByRole('option', { name: department }).first().click()
  await ctx.shot(page, 'user-form')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('button', { name: '设置密码' }).click()
  const dialog = page.getByRole('dialog', { name: `为${name}设置密码` })
  await dialog.getByLabel(/^新密码/).fill(PASSWORD)
  await dialog.getByLabel(/^再输入一次/).fill(`${PASSWORD}!`)
  await dialog.getByRole('button', { name: '设置密码' }).click()
  await dialog.getByRole('alert').first().waitFor()
  await dialog.getByLabel(/^再输入一次/).fill(PASSWORD)
  await ctx.shot(page, 'set-password')
  await dialog.getByRole('button', { name: '设置密码' }).click()
  await dialog.waitFor({ state: 'detached' })
  await ctx.shot(page, 'user')

  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, '/')
    const menu = theirs.getByRole('navigation').first()
    await menu.getByRole('link', { name: '客户', exact: true }).waitFor()
    assert.equal(await theirs.getByRole('link', { name: '用户', exact: true }).count(), 0, 'no page of users in the menu')
    const refused = await theirs.evaluate(async () => (await fetch('/api/v1/roles')).status)
    assert.equal(refused, 403)
    await theirs.getByRole('button', { name: /^账户/ }).click()
    await theirs.getByRole('menuitem', { name: '个人资料' }).click()
    await theirs.getByText(department).waitFor()
    await theirs.getByText('销售代表').waitFor()
    await theirs.getByRole('textbox', { name: '姓名' }).fill(`${name}改`)
    await theirs.getByRole('button', { name: '保存' }).click()
    await theirs.getByText('已保存').waitFor()
    await assertNoRawKey(theirs)
    assert.deepEqual(await violations(theirs), [])
    await ctx.shot(theirs, 'profile')
    await theirs.getByRole('combobox', { name: '语言' }).click({ force: true })
    await theirs.getByRole('option', { name: 'English' }).click()
    await theirs.getByRole('button', { name: '保存' }).click()
    // What an administrator named in two languages follows the language, too.
    await theirs.getByText('Sales representative').waitFor()

    // Disabled: the next thing that is asked for meets the sign-in again.
    await page.getByRole('button', { name: '停用', exact: true }).click()
    // Offered is only what can be done now.
    await page.getByRole('button', { name: '启用', exact: true }).waitFor()
    assert.equal(await page.getByRole('button', { name: '停用', exact: true }).count(), 0)
    assert.equal(await theirs.evaluate(async () => (await fetch('/api/v1/session')).status), 401)
  } finally {
    await context.close()
  }
}
