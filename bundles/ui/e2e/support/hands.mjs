const MOST_ROUNDS = 8
const MOST_ENTRIES = 40

/** Whether arrow keys have come to the entry: it has the focus, or the field points at it. */
const isMarked = (locator) =>
  locator.evaluate((node) => {
    const { activeElement } = document
    return node === activeElement || (node.id !== '' && activeElement?.getAttribute('aria-activedescendant') === node.id)
  })

/** Whether the element, or something in it, has the focus. */
const hasFocus = (locator) => locator.evaluate((node) => node === document.activeElement)

/** How many stops lie between the focus and the element, by their order in the page; negative where it lies before. */
const distance = (locator) =>
  locator.evaluate((target) => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex], summary, iframe')].filter(
      (node) => node.tabIndex >= 0 && !node.disabled && node.getClientRects().length > 0,
    )
    const before = (node) => stops.filter((stop) => stop.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING).length
    const from = document.activeElement
    return before(target) - (from && from !== document.body ? before(from) : -1)
  })

/** What a person does with a mouse, writing aside. */
export const mouse = (page) => ({
  press: (locator) => locator.click(),
  async write(locator, text) {
    await locator.click()
    await locator.fill(text)
  },
  /** A list to choose from; a text in its place takes the click for it. */
  open: (locator) => locator.click({ force: true }),
  /** A day of a date field. */
  async date(locator, day) {
    await locator.click()
    await locator.fill(day)
    await page.keyboard.press('Enter')
  },
  /** An entry of an open menu or list. */
  choose: (locator) => locator.click(),
  on: mouse,
})

/** The same by keyboard alone: from the focus by Tab to the element, and nothing that Tab does not reach. */
export function keys(page) {
  async function reach(locator) {
    await locator.waitFor()
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (await hasFocus(locator)) return
      const steps = (await distance(locator)) || 1
      for (let at = 0; at < Math.abs(steps); at++) {
        await page.keyboard.press(steps > 0 ? 'Tab' : 'Shift+Tab')
        if (await hasFocus(locator)) return
      }
    }
    throw new Error(`Tab does not reach ${locator}`)
  }
  return {
    async press(locator) {
      await reach(locator)
      await page.keyboard.press('Enter')
    },
    async write(locator, text) {
      await reach(locator)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    async open(locator) {
      await this.press(locator)
    },
    async date(locator, day) {
      await this.write(locator, day)
      await page.keyboard.press('Enter')
    },
    async choose(locator) {
      await locator.waitFor()
      for (let at = 0; at < MOST_ENTRIES && !(await isMarked(locator)); at++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    },
    on: keys,
  }
}
