import assert from 'node:assert/strict'
import { createRecord, createUser, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Departments stand as a tree: walked and moved by keys, with the people of a department and of those below it. */
export default async function departments(page, ctx) {
  await open(page, ctx, '/settings/personal')
  const mark = ctx.unique
  const reference = ({ id }) => id
  const sales = await createRecord(page, 'departments', { name: `树销售${mark}` })
  const south = await createRecord(page, 'departments', { name: `树华南${mark}`, parent: reference(sales) })
  const office = await createRecord(page, 'departments', { name: `树办公${mark}` })
  const username = `tree.${mark.toLowerCase()}`
  await createUser(page, { username, name: `树人${mark}`, department: reference(south) }, 'tree-password-2026')

  await page.goto(`${ctx.base}/settings/departments`)
  const tree = page.getByRole('tree', { name: '部门' })
  const item = (name) => tree.getByRole('treeitem', { name })
  await item(sales.name).click()
  assert.equal(await item(south.name).getAttribute('aria-level'), '2')
  await page.getByRole('link', { name: `树人${mark}` }).waitFor()
  await ctx.shot(page, 'departments')
  assert.deepEqual(await violations(page), [])
  await assertNoRawKey(page)
  await page.getByText('含下级部门').click()
  await page.getByText('这个部门还没有人').waitFor()

  await page.keyboard.press('Escape')
  await item(sales.name).focus()
  await page.keyboard.press('ArrowLeft')
  await item(south.name).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction((name) => document.activeElement?.textContent?.includes(name), south.name)
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: `移动“${south.name}”` })
  const place = dialog.getByRole('combobox', { name: '上级部门' })
  await place.fill(office.name)
  await page.getByRole('option', { name: office.name }).click()
  await dialog.getByRole('button', { name: '移动' }).click()
  await page.getByText(`已移动“${south.name}”`).waitFor()
  await item(office.name).and(page.locator('[aria-expanded=true]')).waitFor()

  await page.setViewportSize({ width: 390, height: 800 })
  await ctx.shot(page, 'departments-phone')
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(sideways, 0, 'nothing scrolls sideways')
}
