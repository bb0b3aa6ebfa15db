/** The sample board of the gallery. */
export const boardOf = (page) => page.getByRole('region', { name: '商机看板示例' })

/** Titles of the cards of a column, in order. */
export const cardsOf = (page, column) =>
  page.locator(`[data-column=${column}] [data-card] .name`).evaluateAll((names) => names.map((name) => name.textContent.trim()))

export const cardNamed = (page, name) => page.locator('[data-card]', { hasText: name })

export const center = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox()
  return { x: x + width / 2, y: y + height / 2 }
}

/** A point in a column that counts as being over it: between two cards would be neither. */
export async function pointIn(page, column) {
  const list = page.locator(`[data-column=${column}]`)
  const card = list.locator('[data-card]').first()
  return center((await card.count()) > 0 ? card : list)
}

/** Moves a little, as hands do, until the card in the hand has its place in the column: cards in motion take none in. */
export async function overColumn(page, point, column) {
  const ghost = page.locator(`[data-column="${column}"] .board-ghost`)
  const deadline = Date.now() + 5000
  for (let at = 0; (await ghost.count()) === 0 && Date.now() < deadline; at++) await page.mouse.move(point.x, point.y + (at % 4))
  await ghost.waitFor()
}

/** Takes a card by the mouse and holds it over a column; the library looks every 50 ms where it is. */
export async function hold(page, card, to, column) {
  const from = await center(card)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 6, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
  if (column) await overColumn(page, to, column)
  return { drop: () => page.mouse.up() }
}

/** Fingers by way of the browser's own protocol: Playwright can only tap. */
export async function finger(page) {
  const session = await page.context().newCDPSession(page)
  const send = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  return {
    down: (point) => send('touchStart', [point]),
    move: (point) => send('touchMove', [point]),
    up: () => send('touchEnd', []),
  }
}
