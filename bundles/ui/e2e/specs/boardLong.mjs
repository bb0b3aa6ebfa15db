import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { boardOf, cardsOf, hold, pointIn } from '../support/board.mjs'

const MANY = 600
const MOST_DRAWN = 120
const WHEEL_PX = 400

/** A column of hundreds of cards draws those in sight, loses none, and the keyboard walks through it. */
export default async function boardLong(page, ctx) {
  await open(page, ctx, `/gallery?cards=${MANY}`)
  await boardOf(page).waitFor()
  const lead = page.locator('[data-column=lead]')
  await lead.scrollIntoViewIfNeeded()
  const drawn = () => lead.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.dataset.card))
  const inSight = () =>
    lead.evaluate((list) => {
      const { top, bottom } = list.getBoundingClientRect()
      return [...list.querySelectorAll('[data-card]')]
        .filter((card) => card.getBoundingClientRect().bottom > top && card.getBoundingClientRect().top < bottom)
        .map(({ dataset }) => dataset.card)
    })
  const frame = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

  const seen = new Set()
  let most = 0
  for (let last = -1; ; ) {
    for (const id of await inSight()) seen.add(id)
    most = Math.max(most, (await drawn()).length)
    const top = await lead.evaluate((list, by) => (list.scrollTop += by), WHEEL_PX)
    await frame()
    if (top === last) break
    last = top
  }
  assert.ok(most <= MOST_DRAWN, `${most} cards were drawn at once`)
  const missing = Array.from({ length: MANY }, (_, at) => `m${at + 1}`).filter((id) => !seen.has(id))
  assert.deepEqual(missing, [], 'cards that were never in sight')
  await lead.evaluate((list) => (list.scrollTop = 0))
  await lead.locator('[data-card=d1]').waitFor()

  // The keyboard goes where nothing was drawn yet, and the card tells its place.
  await lead.locator('[data-card=d1]').focus()
  for (let step = 0; step < 70; step++) await page.keyboard.press('ArrowDown')
  const focused = await page.evaluate(() => ({
    card: document.activeElement.dataset.card,
    position: document.activeElement.ariaPosInSet,
    of: document.activeElement.ariaSetSize,
  }))
  assert.deepEqual(focused, { card: 'm68', position: '71', of: String(MANY + 3) })
  await ctx.shot(page, 'board-long')

  // Dragged from the middle of a long column, a card goes alone.
  const card = lead.locator('[data-card=m68]')
  await card.evaluate((node) => node.scrollIntoView({ block: 'center' }))
  await (await hold(page, card, await pointIn(page, 'quote'), 'quote')).drop()
  await page.locator('[data-column=quote] [data-card=m68]').waitFor()
  assert.ok((await drawn()).includes('m67'))
  assert.equal((await cardsOf(page, 'quote')).filter((name) => name.startsWith('第 68 号')).length, 1)
}
