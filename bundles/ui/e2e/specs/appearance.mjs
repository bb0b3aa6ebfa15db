import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'

const pick = async (page, menu, item) => {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

/** Language and theme change at once, plug-ins included, and are remembered. */
export default async function appearance(page, ctx) {
  await open(page, ctx, '/customers')
  await page.getByRole('columnheader', { name: '客户名称' }).waitFor()
  await pick(page, /Language/, 'English')
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
  await page.getByRole('link', { name: 'Contacts' }).waitFor()
  const light = await background(page)
  await pick(page, 'Theme', 'Dark')
  assert.notEqual(await background(page), light)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
  assert.notEqual(await background(page), light)
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  assert.doesNotMatch(await page.locator('body').innerText(), /\b(ui|frame|customers)\.[a-z]+\b/i, 'no raw key is visible')
  await ctx.shot(page, 'dark-english')
}
