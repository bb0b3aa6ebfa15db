import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNothingWraps, settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Twenty pages of settings are found by what they are about; the section of the page on screen is open. */
export default async function settingsMenu(page, ctx) {
  await open(page, ctx, '/settings/roles')
  await settled(page)
  const nav = page.getByRole('navigation', { name: '主导航' })
  const people = nav.getByRole('button', { name: '人员与权限' })
  assert.equal(await people.getAttribute('aria-expanded'), 'true')
  const roles = nav.getByRole('group', { name: '人员与权限' }).getByRole('link', { name: '角色' })
  assert.equal(await roles.getAttribute('aria-current'), 'page')
  assert.equal(await nav.getByRole('link', { name: '回收站' }).count(), 0, 'other sections are shut')

  // By keyboard: open a section, go on to its pages.
  await nav.getByRole('button', { name: '数据' }).focus()
  await page.keyboard.press('Enter')
  const data = nav.getByRole('group', { name: '数据' })
  await data.waitFor()
  await page.keyboard.press('Tab')
  assert.equal(
    await data
      .getByRole('link')
      .first()
      .evaluate((link) => link === document.activeElement),
    true,
  )
  await data.getByRole('link', { name: '回收站' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/recycle-bin/)
  await settled(page)
  assert.equal(await nav.locator('[aria-current=page]').innerText(), '回收站')
  await assertNothingWraps(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'settings-menu')

  await people.click()
  assert.equal(await people.getAttribute('aria-expanded'), 'false')

  // Without room for words the sections stay, said by name.
  await nav.getByRole('button', { name: '收起导航' }).click()
  await nav.getByRole('button', { name: '系统' }).click()
  await nav.getByRole('link', { name: '审计' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'settings-menu-narrow')
  await nav.getByRole('button', { name: '展开导航' }).click()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('navigation').getByRole('button', { name: '更多' }).click()
  const sheet = page.getByRole('dialog', { name: '更多' })
  await sheet.getByRole('heading', { name: '字段与表单' }).waitFor()
  await sheet.getByRole('link', { name: '回收站' }).waitFor()
  await ctx.shot(page, 'settings-menu-phone')
}
