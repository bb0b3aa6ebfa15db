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

  // Dates, plug-ins' own texts and charts follow at once, without a reload.
  await page.goto(`${ctx.base}/customers?sort=-createdAt`)
  await page.locator('tbody a.title').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const day = page
    .locator('#main .timeline, #main')
    .getByText(/^Today$/)
    .first()
  await day.waitFor()
  await pick(page, /Language/, '简体中文')
  await page
    .locator('#main')
    .getByText(/^今天$/)
    .first()
    .waitFor()
  await page.goto(`${ctx.base}/gallery`)
  const chart = (name) => page.getByRole('img', { name }).first()
  await chart('各阶段商机数').scrollIntoViewIfNeeded()
  await page.locator('canvas').first().waitFor()
  const drawn = () =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas) => canvas.toDataURL().length)
  const before = await drawn()
  await pick(page, /Language/, 'English')
  await chart('各阶段商机数').waitFor({ state: 'detached' })
  await page.waitForFunction((before) => document.querySelector('canvas').toDataURL().length !== before, before)
  await pick(page, /Language/, '简体中文')
  await pick(page, '主题', '浅色')
  await page.locator('html:not(.dark)').waitFor()
}
