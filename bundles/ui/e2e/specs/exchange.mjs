import { readFileSync } from 'node:fs'
import { open } from '../support/actions.mjs'

async function importFile(page, ctx, type, file, mode) {
  await open(page, ctx, `/${type}/import`)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('radio', { name: mode }).check()
  await page.getByRole('button', { name: /^开始导入/ }).click()
  await page.getByRole('heading', { name: /导入完成/ }).waitFor({ timeout: 30000 })
}

const count = (page, label, value) => page.locator('.count', { hasText: label }).getByText(value, { exact: true }).waitFor()

/** What was exported as a workbook comes in again and changes nothing; a mapping is kept; a vCard comes in and goes. */
export default async function exchange(page, ctx) {
  const word = `往返${ctx.unique}`
  const rows = ['客户编号,客户名称,电话,来信', ...[1, 2, 3].map((at) => `0${ctx.unique}-${at},${word}${at},1380013800${at},x`)]
  const csv = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\r\n')}\r\n`) }

  await open(page, ctx, '/customers/import')
  await page.locator('input[type=file]').setInputFiles(csv)
  await page.getByText('已匹配 3/4 列').waitFor()
  await page.getByRole('button', { name: '保存映射' }).click()
  await page.getByRole('textbox', { name: '映射方案名称' }).fill(ctx.unique)
  await page.keyboard.press('Enter')
  await page.getByText(`映射方案“${ctx.unique}”已保存`).waitFor()
  await page.getByRole('button', { name: /^开始导入/ }).click()
  await page.getByRole('heading', { name: /导入完成/ }).waitFor({ timeout: 30000 })
  await count(page, '新建', '3')

  await page.goto(`${ctx.base}/customers?q=${encodeURIComponent(word)}`)
  await page.getByRole('button', { name: '导出' }).click()
  const dialog = page.getByRole('dialog', { name: '导出客户' })
  await dialog.getByRole('radio', { name: '全部字段' }).check()
  await ctx.shot(page, 'export-dialog')
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '导出' }).click()])
  await page.getByText('已导出 3 条记录').waitFor()
  const content = readFileSync(await download.path())

  await importFile(page, ctx, 'customers', { name: 'a.xlsx', mimeType: '', buffer: content }, /更新已有/)
  await count(page, '新建', '0')
  await count(page, '无变化', '3')

  await page.goto(`${ctx.base}/customers/import`)
  await page.locator('input[type=file]').setInputFiles(csv)
  await page.getByText(`已套用映射方案“${ctx.unique}”`).waitFor()

  const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:名片${ctx.unique}\r\nORG:${word}1\r\nTEL;TYPE=cell:13900139000\r\nEND:VCARD\r\n`
  await importFile(page, ctx, 'contacts', { name: 'a.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card) }, /全部新建/)
  await count(page, '新建', '1')
  await page.getByRole('button', { name: '撤销导入' }).click()
  await page.getByRole('dialog', { name: '撤销这次导入？' }).getByRole('button', { name: '撤销导入' }).click()
  await page.getByText('已撤销 1 条').waitFor({ timeout: 30000 })
  await ctx.shot(page, 'import-undone')
}
