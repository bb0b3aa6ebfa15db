import { createRecord, open } from '../support/actions.mjs'
import { cardNamed, center, finger } from '../support/board.mjs'
import { assertNoSidewaysScroll } from '../support/page.mjs'

export const viewport = { width: 390, height: 844 }

/** A long press on a phone asks where a deal goes. */
export default async function dealBoardPhone(page, ctx) {
  const title = `长按商机${ctx.unique}`
  await open(page, ctx, '/opportunities')
  const { id: customer } = await createRecord(page, 'customers', { name: `长按客户${ctx.unique}` })
  await createRecord(page, 'opportunities', { name: title, customer, expectedCloseOn: '2018-01-01' })
  await open(page, ctx, '/opportunities/board')
  const card = cardNamed(page, title)
  await card.waitFor()
  await assertNoSidewaysScroll(page)
  const hand = await finger(page)
  await hand.down(await center(card))
  await page.locator('[data-card].lifted').waitFor()
  await hand.up()
  const sheet = page.getByRole('dialog', { name: `移动“${title}”` })
  await sheet.getByRole('button', { name: '需求确认' }).click()
  await page.getByText(`“${title}”已移到“需求确认”`, { exact: true }).first().waitFor()
  await page
    .getByRole('region', { name: '商机看板' })
    .getByRole('tab', { name: /需求确认/ })
    .click()
  await card.waitFor()
  await ctx.shot(page, 'deal-board-phone')
}
