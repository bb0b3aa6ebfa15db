import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
)

/** Files are sent, shown where that is harmless, offered for download with their own name, and deleted. */
export default async function attachments(page, ctx) {
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name: `附件${ctx.unique}`, kind: 'company' })
  await page.goto(`${ctx.base}/customers/${customer.id}?tab=attachments`)
  const panel = page.getByRole('tabpanel', { name: '附件' })
  await panel.getByText('还没有附件').waitFor()
  await panel.locator('input[type=file]').setInputFiles([
    { name: '营业执照.png', mimeType: 'image/png', buffer: PICTURE },
    { name: '报价 2026.csv', mimeType: 'text/csv', buffer: Buffer.from('产品,价格\n水泵,1200\n') },
  ])
  const picture = panel.getByRole('button', { name: '营业执照.png', exact: true })
  await picture.waitFor()
  const table = panel.getByRole('link', { name: '报价 2026.csv', exact: true })
  await table.waitFor()
  await page.getByRole('tab', { name: /附件\s*2/ }).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'attachments')

  await picture.click()
  const preview = page.getByRole('dialog', { name: '营业执照.png' })
  await page.waitForFunction(() => document.querySelector('.el-dialog img')?.naturalWidth === 10)
  await preview.getByText(/下载/).waitFor()
  await page.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })

  const [file] = await Promise.all([page.waitForEvent('download'), table.click()])
  assert.equal(file.suggestedFilename(), '报价 2026.csv')

  await panel.getByRole('button', { name: '删除 报价 2026.csv' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await table.waitFor({ state: 'detached' })
  await page.reload()
  await picture.waitFor()
  assert.equal(await table.count(), 0)
}
