import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const needs = 'kar'
export const reducedMotion = 'reduce'

const ID = 'acme-loyalty'
const VERSION = '1.0.1'

/** A module that somebody sends runs, stops, starts, and goes; its data leave with it and come back, all on the page. */
export default async function moduleLife(page, ctx) {
  await open(page, ctx, '/settings/modules')
  await bring(page, ctx)
  const row = page.locator(`[data-module="${ID}"]`)
  const account = await anAccount(page, ctx)

  await act(page, row, '停止', `停止 ${ID}`)
  await row.getByText('已停止').first().waitFor()
  await act(page, row, '启动', `启动 ${ID}`)
  await row.getByText('运行中').waitFor()

  const data = await removeWithData(page, ctx, row)
  await row.waitFor({ state: 'detached' })
  assert.equal(await status(page, account), 404)

  await bring(page, ctx)
  await page.getByRole('button', { name: '导入模块数据' }).click()
  const taking = page.getByRole('dialog', { name: '导入模块数据' })
  await taking.locator('input[type=file]').setInputFiles({ name: data.name, mimeType: 'application/zip', buffer: data.bytes })
  await taking.getByRole('button', { name: '导入' }).click()
  await page.getByText(`${ID} 的数据已导入`).waitFor()
  assert.equal(await status(page, account), 200)
  const change = page.getByRole('row', { name: new RegExp(`${ID}.*${VERSION}`) }).filter({ hasText: '导入数据' })
  await change.first().waitFor()
  await ctx.shot(page, 'moduleLife')
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
}

/** Sends the archive; the password is asked for the first time only. */
async function bring(page, ctx) {
  await page.getByRole('button', { name: '上传模块' }).click()
  const upload = page.getByRole('dialog', { name: '上传模块' })
  await upload.locator('input[type=file]').setInputFiles(ctx.kar)
  const password = upload.getByLabel('您的密码')
  if (await password.isVisible()) await password.fill(ctx.password)
  await upload.getByRole('button', { name: '检查' }).click()
  await upload.getByText('可以运行').waitFor()
  await ctx.shot(page, 'modulePlan')
  await upload.getByRole('button', { name: '运行' }).click()
  await upload.waitFor({ state: 'hidden' })
  const row = page.locator(`[data-module="${ID}"]`)
  await row.getByText(VERSION, { exact: true }).waitFor()
  await row.getByText('运行中').waitFor()
}

async function anAccount(page, ctx) {
  const customer = await createRecord(page, 'customers', { name: `模块客户 ${ctx.unique}` })
  return (await createRecord(page, 'acmeLoyaltyAccounts', { customer: customer.id })).id
}

const status = (page, id) => page.evaluate(async (one) => (await fetch(`/api/v1/acmeLoyaltyAccounts/${one}`)).status, id)

async function removeWithData(page, ctx, row) {
  await choose(page, row, '移除…')
  const removal = page.getByRole('dialog', { name: `移除 ${ID}` })
  await removal.getByRole('radio', { name: '导出后删除' }).check()
  await removal.getByRole('button', { name: '导出并删除' }).click()
  const link = removal.getByRole('link', { name: /\.zip$/ })
  await link.waitFor()
  await ctx.shot(page, 'moduleArchive')
  const name = await link.innerText()
  const bytes = await page.evaluate(
    async (url) => {
      const content = new Uint8Array(await (await fetch(url)).arrayBuffer())
      return Array.from(content)
    },
    await link.getAttribute('href'),
  )
  await removal.getByRole('button', { name: '关闭', exact: true }).last().click()
  return { name, bytes: Buffer.from(bytes) }
}

async function act(page, row, deed, title) {
  await choose(page, row, deed)
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: deed, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function choose(page, row, name) {
  await row.getByRole('button', { name: `操作：${ID}` }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
