import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** A webhook is made; its page says how far it has come, shows the secret, and sends again from a position. */
export default async function webhooks(page, ctx) {
  const name = `接收${ctx.unique}`
  await open(page, ctx, '/settings/webhooks/new')
  await page.getByRole('textbox', { name: '名称' }).fill(name)
  // A name that leads nowhere: it is never asked for, since no type of that name exists.
  await page.getByRole('textbox', { name: '地址' }).fill('https://receiver.invalid/hook')
  await page.getByRole('textbox', { name: '对象' }).fill('nothing')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('tab', { name: '发送' }).click()
  await page.getByText('已全部送达').waitFor()
  await page.getByText('已送达位置').waitFor()

  await page.getByRole('button', { name: '发送测试' }).click()
  await page.getByText(/^接收方没有收下：/).waitFor()

  await page.getByRole('button', { name: '显示（会记入审计）' }).click()
  await page.getByText(/^whsec_[0-9a-f]{64}$/).waitFor()
  const again = page.getByRole('button', { name: '重新发送' })
  assert.equal(await again.isDisabled(), true)
  await page.getByRole('textbox', { name: '从此位置之后' }).fill('0')
  await again.click()
  const dialog = page.getByRole('dialog', { name: '重新发送' })
  await ctx.shot(page, 'webhook-replay')
  await dialog.getByRole('button', { name: '重新发送' }).click()
  await page.getByText('正在发送').first().waitFor()
  await page.getByText('已全部送达').waitFor()
  await ctx.shot(page, 'webhook')
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
}
