import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { open } from '../support/actions.mjs'
import { settled } from '../support/page.mjs'

export const needs = 'samples'
const PATIENCE_MS = 120000

/** Brings a file in through the import page; what the page then says. */
async function bring(page, ctx, type, file, shot) {
  await page.goto(`${ctx.base}/${type}/import`)
  await page.locator('input[type=file]').setInputFiles(path.join(ctx.samples, file))
  const start = page.getByRole('button', { name: /^开始导入/ })
  await start.waitFor()
  await settled(page)
  await ctx.shot(page, `${shot}-mapping`)
  const since = Date.now()
  await start.click()
  await page.locator('.count').filter({ hasText: /[1-9]/ }).first().waitFor()
  await ctx.shot(page, `${shot}-running`)
  await page.getByRole('heading', { name: '导入完成' }).waitFor({ timeout: PATIENCE_MS })
  console.log(`     ${file}: ${((Date.now() - since) / 1000).toFixed(1)} s`)
  await settled(page)
  await ctx.shot(page, shot)
  const count = async (label) =>
    Number((await page.locator('dl > div', { hasText: label }).locator('dd').innerText()).replaceAll(',', ''))
  const reasons = await page
    .locator('tbody tr')
    .evaluateAll((rows) =>
      Object.fromEntries(rows.map(({ cells }) => [cells[0].innerText, Number(cells[2].innerText.replaceAll(',', ''))])),
    )
  return { created: await count('新建'), rejected: await count('被拒绝'), reasons }
}

/** The sample files of an office, as a spreadsheet saves them, give exactly the figures they should. */
export default async function samples(page, ctx) {
  const expected = JSON.parse(readFileSync(path.join(ctx.samples, 'expected.json'), 'utf8'))
  await open(page, ctx)
  assert.deepEqual(await bring(page, ctx, 'customers', 'customers-gb18030.csv', 'import-customers'), {
    created: expected.accepted,
    rejected: expected.rows - expected.accepted,
    reasons: {
      客户名称: expected.rejected['missing name'],
      邮箱: expected.rejected['bad e-mail'],
      级别: expected.rejected['bad level'],
      成立日期: expected.rejected['bad date'],
      统一社会信用代码: expected.rejected['bad tax number'],
    },
  })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载错误文件' }).click()])
  const errors = new TextDecoder('gb18030').decode(readFileSync(await download.path()))
  assert.match(errors, /^.*错误原因\r?\n/)
  assert.equal(errors.match(/^C\d{6},/gm).length, expected.rows - expected.accepted)

  const missing = expected.contacts - expected['contacts accepted']
  assert.deepEqual(await bring(page, ctx, 'contacts', 'contacts-utf8.csv', 'import-contacts'), {
    created: expected['contacts accepted'],
    rejected: missing,
    reasons: { 客户: missing },
  })
  await page.goto(`${ctx.base}/customers`)
  await page.getByText(`共 ${expected.accepted.toLocaleString('en')} 条`).waitFor()
  await settled(page)
  await ctx.shot(page, 'customers')
}
