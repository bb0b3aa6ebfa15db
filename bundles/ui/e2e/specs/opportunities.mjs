import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { cardNamed } from '../support/board.mjs'

/** A deal goes through its stages on the board and on its page; what a stage asks for is asked in place. */
export default async function opportunities(page, ctx) {
  const title = `看板商机${ctx.unique}`
  await open(page, ctx, '/opportunities')
  const { id: customer } = await createRecord(page, 'customers', { name: `看板客户${ctx.unique}` })
  const { id: deal } = await createRecord(page, 'opportunities', { name: title, customer })
  await open(page, ctx, '/opportunities/board')
  const board = page.getByRole('region', { name: '商机看板' })
  const card = cardNamed(page, title)
  await card.waitFor()
  await ctx.shot(page, 'opportunity-board')
  const isIn = (stage) =>
    board.getByRole('list', { name: stage, exact: true }).locator('[data-card]', { hasText: title }).waitFor()

  await card.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await isIn('需求确认')
  await page.getByText(`“${title}”已移到“需求确认”`, { exact: true }).first().waitFor()

  // The next stage asks for amount and date.
  await card.focus()
  await page.keyboard.press('Alt+ArrowRight')
  const dialog = page.getByRole('dialog', { name: '移到“方案报价”' })
  await dialog.getByText('进入“方案报价”前还需填写: 预计金额和预计成交日期').waitFor()
  await ctx.shot(page, 'opportunity-required')
  await dialog.getByRole('button', { name: '取消' }).click()
  await isIn('需求确认')

  await open(page, ctx, `/opportunities/${deal}`)
  const bar = page.getByRole('navigation', { name: '阶段' })
  await bar.locator('[aria-current=step]', { hasText: '需求确认' }).waitFor()
  await bar.getByRole('button', { name: '输单' }).click()
  await page.getByRole('dialog', { name: '移到“输单”' }).getByText('赢输原因').first().waitFor()
  await ctx.shot(page, 'opportunity-stages')
  await page.keyboard.press('Escape')
  await bar.getByRole('button', { name: '初步接洽' }).click()
  await bar.locator('[aria-current=step]', { hasText: '初步接洽' }).waitFor()
  assert.equal(await page.getByRole('alert').count(), 0)
}
