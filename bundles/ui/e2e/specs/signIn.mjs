import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'

/** A wrong password is told; after the right one the asked page is there; signing out ends it. */
export default async function signIn(page, ctx) {
  await page.goto(`${ctx.base}/customers`)
  await page.locator('input[name=username]').fill(ctx.user)
  await page.locator('input[name=password]').fill(`${ctx.password}-wrong`)
  await ctx.shot(page, 'sign-in')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await open(page, ctx, '/customers')
  await page.getByRole('heading', { level: 1, name: '客户' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/customers')
  await page.getByRole('button', { name: /^账户/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.locator('input[name=username]').waitFor()
}
