import { open } from '../support/actions.mjs'

/** A CSV file goes through preview, trial run and import; refused rows are explained. */
export default async function importFile(page, ctx) {
  const rows = [
    '客户编号,客户名称,备注列',
    ...Array.from({ length: 20 }, (_, at) => `${ctx.unique}-${at},${at === 7 ? '' : `导入${ctx.unique}${at}`},x`),
  ]
  await open(page, ctx, '/customers/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\r\n')}\r\n`) })
  await page.getByText('已匹配 2/3 列').waitFor()
  await ctx.shot(page, 'import-mapping')
  await page.getByRole('button', { name: '试运行' }).click()
  await page.getByRole('heading', { name: /试运行完成/ }).waitFor({ timeout: 30000 })
  await page.getByRole('button', { name: '返回并正式导入' }).click()
  await page.getByRole('button', { name: /^开始导入/ }).click()
  await page.getByRole('heading', { name: /导入完成/ }).waitFor({ timeout: 30000 })
  await page.locator('.count', { hasText: '新建' }).getByText('19', { exact: true }).waitFor()
  await page.getByRole('link', { name: '下载错误文件' }).waitFor()
  await ctx.shot(page, 'import-result')
  await page.reload()
  await page.getByRole('heading', { name: /导入完成/ }).waitFor()
  await page.goto(`${ctx.base}/jobs`)
  await page.getByRole('link', { name: '查看结果' }).first().waitFor()
  await ctx.shot(page, 'jobs')
}
