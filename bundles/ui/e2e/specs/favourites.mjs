import assert from 'node:assert/strict'
import { aCustomer, open } from '../support/actions.mjs'

/** Lists and records get to the top of the navigation; that, theme and recent records follow to another device. */
export default async function favourites(page, ctx) {
  await open(page, ctx, '/customers')
  const nav = page.getByRole('navigation', { name: '主导航' })
  await page.getByRole('button', { name: '收藏', exact: true }).click()
  await nav.getByRole('heading', { name: '收藏' }).waitFor()
  const id = await aCustomer(page)
  await page.goto(`${ctx.base}/customers/${id}`)
  const heading = page.locator('#main h1').first()
  await heading.waitFor()
  const name = (await heading.textContent()).trim()
  await page.locator('#main').getByRole('button', { name: '收藏', exact: true }).first().click()
  await nav.getByRole('link', { name }).waitFor()
  await ctx.shot(page, 'favourites')

  await page.goto(`${ctx.base}/settings/personal`)
  const sent = page.waitForResponse((reply) => reply.url().endsWith('/preferences/theme') && reply.ok())
  // The value shown lies over the field that opens the list.
  await page.getByRole('combobox', { name: '主题' }).click({ force: true })
  await page.getByRole('option', { name: '深色' }).click()
  await sent
  await page.locator('html.dark').waitFor()
  await ctx.shot(page, 'personal-settings')

  // Another device: nothing stored there, the same choices after signing in.
  const elsewhere = await page
    .context()
    .browser()
    .newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const other = await elsewhere.newPage()
  await open(other, ctx)
  await other.locator('html.dark').waitFor()
  await other.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).click()
  await other.getByRole('heading', { level: 1, name }).waitFor()
  await other.keyboard.press('Control+k')
  await other.getByRole('group', { name: '最近访问' }).getByRole('option', { name }).waitFor()
  await other.keyboard.press('Escape')
  await other.locator('#main').getByRole('button', { name: '收藏', exact: true }).first().click()
  await other.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).waitFor({ state: 'detached' })
  assert.equal(await other.getByRole('heading', { name: '收藏' }).count(), 1, 'the list stays')
  await elsewhere.close()
}
