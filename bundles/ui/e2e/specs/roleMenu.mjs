import assert from 'node:assert/strict'
import { createRecord, createUser, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'menu-of-my-role-2026'

/** A role gets a home page and a menu; its holder begins there, sees that menu, and opens the rest by its address. */
export default async function roleMenu(page, ctx) {
  const code = `menu${ctx.unique.replace(/[^A-Za-z0-9]/g, '')}`
  const username = `menu.${ctx.unique.toLowerCase()}`
  await open(page, ctx, '/settings/personal')
  const role = await createRecord(page, 'roles', {
    name: `菜单${ctx.unique}`,
    code,
    permissions: 'customers:read\ncontacts:read\ntasks:read',
  })
  await page.goto(`${ctx.base}/settings/roles/${role.id}/edit`)
  const [home, menu] = [page.getByRole('textbox', { name: '首页' }), page.getByRole('textbox', { name: '菜单' })]
  await home.fill('elsewhere')
  await menu.fill('customers')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('须为系统内的页面地址').first().waitFor()
  await home.fill('/contacts')
  await ctx.shot(page, 'role-menu')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: `菜单${ctx.unique}` }).waitFor()
  await createUser(page, { username, name: `起点${ctx.unique}`, roles: [{ type: 'roles', id: role.id }] }, PASSWORD)

  const other = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await other.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, '/')
    await theirs.waitForURL('**/contacts')
    const nav = theirs.getByRole('navigation').first()
    await nav.getByRole('link', { name: '客户', exact: true }).waitFor()
    await nav.getByRole('link', { name: '个人设置' }).waitFor()
    assert.equal(await nav.getByRole('link', { name: '任务', exact: true }).count(), 0, 'not in the menu')
    assert.equal(await nav.getByRole('link', { name: '回收站', exact: true }).count(), 0, 'not in the menu')
    await ctx.shot(theirs, 'own-menu')
    await assertNoRawKey(theirs)
    await theirs.goto(`${ctx.base}/tasks`)
    await theirs.getByRole('heading', { level: 1, name: '任务' }).waitFor()
  } finally {
    await other.close()
  }
}
