import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { boardOf, cardNamed, center, finger, pointIn } from '../support/board.mjs'

export const viewport = { width: 1024, height: 768 }
export const touch = true

/** On a tablet a long press lifts a card; a quick move scrolls and lifts nothing. */
export default async function boardTouch(page, ctx) {
  await open(page, ctx, '/gallery')
  await boardOf(page).waitFor()
  const card = cardNamed(page, '云启科技')
  const from = await center(card)
  const hand = await finger(page)

  await hand.down(from)
  for (const y of [20, 60, 120]) await hand.move({ x: from.x, y: from.y - y })
  await hand.up()
  await page.waitForFunction(() => document.querySelector('#main').scrollTop > 0)
  assert.equal(await page.locator('.board-ghost').count(), 0)
  await page.locator('#main').evaluate((main) => main.scrollTo(0, 0))

  const start = await center(card)
  const inside = await pointIn(page, 'need')
  const target = { x: inside.x, y: inside.y + 6 }
  await hand.down(start)
  await page.locator('[data-card=d1].sortable-chosen').waitFor()
  for (let step = 1; step <= 6; step++)
    await hand.move({ x: start.x + ((target.x - start.x) * step) / 6, y: start.y + ((target.y - start.y) * step) / 6 })
  await page.locator('[data-column=need] .board-ghost').waitFor()
  await ctx.shot(page, 'board-touch')
  await hand.up()
  await page.locator('[data-column=need] [data-card=d1]').waitFor()
  await page.getByText('“云启科技”已移到“需求确认”', { exact: true }).waitFor()
}
