import { open } from '../support/actions.mjs'
import { boardOf, cardNamed, center, finger } from '../support/board.mjs'
import { assertNoSidewaysScroll } from '../support/page.mjs'

export const viewport = { width: 390, height: 844 }

/** On a phone one column shows at a time; a button or a long press asks where a card goes. */
export default async function boardPhone(page, ctx) {
  await open(page, ctx, '/gallery')
  const board = boardOf(page)
  await board.waitFor()
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'board-phone')
  await cardNamed(page, '云启科技').getByRole('button', { name: '移到…' }).click()
  const sheet = page.getByRole('dialog', { name: '移动“云启科技”' })
  await sheet.getByRole('button', { name: '方案报价' }).click()
  await page.getByText('“云启科技”已移到“方案报价”', { exact: true }).waitFor()
  await board.getByRole('tab', { name: /方案报价/ }).click()
  await cardNamed(page, '云启科技').waitFor()

  await page.getByRole('button', { name: '关闭' }).last().click()
  await board.getByRole('tab', { name: /方案报价/ }).click()
  const card = cardNamed(page, '远航物流')
  const hand = await finger(page)
  await hand.down(await center(card))
  await page.locator('[data-card].lifted').waitFor()
  await ctx.shot(page, 'board-phone-lifted')
  await hand.up()
  const asked = page.getByRole('dialog', { name: '移动“远航物流”' })
  await asked.waitFor()
  await ctx.shot(page, 'board-phone-sheet')
  await asked.getByRole('button', { name: '赢单' }).click()
  await page.getByText('“远航物流”已移到“赢单”', { exact: true }).waitFor()

  const stages = page.getByRole('navigation', { name: '商机阶段示例' })
  await stages.getByRole('button', { name: /当前阶段：需求确认/ }).click()
  await page.getByRole('dialog', { name: '商机阶段示例' }).getByRole('button', { name: '初步接洽' }).click()
  await stages.getByRole('button', { name: /当前阶段：初步接洽/ }).waitFor()
}
