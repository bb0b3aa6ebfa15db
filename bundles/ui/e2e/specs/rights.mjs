import assert from 'node:assert/strict'
import { createRecord, createUser, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'

/** A role is put together in the table of rights; sharing brings a customer into reach, and the panel says why. */
export default async function rights(page, ctx) {
  const word = `权限${ctx.unique}`
  await open(page, ctx, '/settings/roles/new')
  await page.getByRole('textbox', { name: '角色名称' }).fill(word)
  await page.getByRole('textbox', { name: '编码' }).fill(`role${ctx.unique.toLowerCase()}`)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: word }).waitFor()

  await page.getByRole('checkbox', { name: '客户: 查看' }).check()
  await page.getByRole('checkbox', { name: '客户: 编辑' }).check()
  await page.getByRole('checkbox', { name: '用户: 查看' }).check()
  await page.getByRole('button', { name: /^客户: / }).click()
  const drawer = page.getByRole('dialog', { name: '客户', exact: true })
  await pick(page, drawer, '查看', '本人')
  await pick(page, drawer, '电话', '部分遮盖')
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'role-data')
  await drawer.getByRole('button', { name: '完成' }).click()
  await drawer.waitFor({ state: 'detached' })
  await page.getByText('有未保存的更改').waitFor()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('权限已保存，立即生效').waitFor()
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'role-rights')

  const role = new URL(page.url()).pathname.split('/').at(-1)
  const stored = await page.evaluate(async (id) => (await fetch(`/api/v1/roles/${id}`)).json(), role)
  assert.equal(stored.permissions, 'customers:read\ncustomers:update\nusers:read')
  assert.equal(stored.scopes, 'customers:read=own')
  assert.equal(stored.fieldRights, 'customers.phone=masked')

  const username = `rights.${ctx.unique.toLowerCase()}`
  await createUser(page, { username, name: `${word}同事`, roles: [{ type: 'roles', id: role }] }, PASSWORD)
  const customer = await createRecord(page, 'customers', { name: `${word}客户`, kind: 'company', phone: '13812345678' })

  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, '/customers')
    const status = () => theirs.evaluate(async (id) => (await fetch(`/api/v1/customers/${id}`)).status, customer.id)
    assert.equal(await status(), 404, 'out of reach as long as it is not shared')

    await page.goto(`${ctx.base}/customers/${customer.id}`)
    await page.getByRole('button', { name: '协作与访问' }).click()
    const panel = page.getByRole('dialog', { name: `“${word}客户”的协作与访问` })
    await panel.getByText('还没有协作人').waitFor()
    await person(page, panel, '选择用户', `${word}同事`)
    await panel.getByText(`${word}同事看不到这条记录`).waitFor()
    await person(page, panel, '添加协作人', `${word}同事`)
    await panel.getByRole('button', { name: '添加', exact: true }).click()
    await panel.getByRole('button', { name: `移除${word}同事` }).waitFor()
    assert.equal(await status(), 200, 'shared, in reach')
    await panel.getByText(`${word}同事可以查看`).waitFor()
    await panel.getByText('电话: 部分遮盖').waitFor()
    assert.deepEqual(await violations(page), [])
    await ctx.shot(page, 'share')

    // The colleague sees the number masked, and no button that nothing would come of.
    await theirs.goto(`${ctx.base}/customers/${customer.id}`)
    await theirs.getByRole('heading', { level: 1, name: `${word}客户` }).waitFor()
    await theirs
      .getByText(/138.*\*\*\*\*.*5678/)
      .first()
      .waitFor()
    await ctx.shot(theirs, 'shared-record')

    await panel.getByRole('button', { name: `移除${word}同事` }).click()
    await panel.getByText('还没有协作人').waitFor()
    assert.equal(await status(), 404)
  } finally {
    await context.close()
  }
}

/** Chooses an option of one of the drawer's lists. */
async function pick(page, drawer, label, option) {
  await drawer.locator('.el-select', { has: page.getByRole('combobox', { name: label, exact: true }) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function person(page, panel, label, name) {
  await panel.getByRole('combobox', { name: label }).fill(name)
  await page.getByRole('option', { name }).first().click()
}
