import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Waits until nothing on the page is loading, moving or fetching fonts. */
export async function settled(page) {
  await page.locator('#main h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('#main [aria-busy=true]'))
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

/** What a change of language or theme can spoil. */
const BY_LOOK = ['cat.color', 'cat.language', 'cat.name-role-value', 'cat.text-alternatives', 'cat.forms']

/** Serious and critical violations of the accessibility rules, each with the first nodes; `again` where only the look changed. */
export async function violations(page, { again = false } = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  // What still fades in has no contrast yet.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
        .map((each) => each.finished.catch(() => {})),
    ).then(() => {}),
  )
  const { violations } = await page.evaluate(
    ([again, byLook]) => {
      const serious = globalThis.axe._audit.rules.filter(
        ({ impact, enabled }) => enabled && (impact === 'serious' || impact === 'critical'),
      )
      const rules = serious.filter(({ tags }) => !again || tags.some((tag) => byLook.includes(tag)))
      const runOnly = { type: 'rule', values: rules.map(({ id }) => id) }
      return globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] })
    },
    [again, BY_LOOK],
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))}`)
}

/** Nothing is wider than the window; a layout that has just been told of a new width is given time to follow. */
export async function assertNoSidewaysScroll(page) {
  const widths = () =>
    page.evaluate(() => {
      const main = document.querySelector('#main')
      return { page: document.documentElement.scrollWidth, window: innerWidth, content: main.scrollWidth, main: main.clientWidth }
    })
  const fits = (now) => now.page <= now.window && now.content <= now.main
  const end = Date.now() + 30_000
  let now = await widths()
  while (!fits(now) && Date.now() < end) {
    // A page behind another one may draw nothing by itself, and charts follow its width when it draws.
    await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } })
    now = await widths()
  }
  assert.ok(fits(now), `scrolls sideways: ${JSON.stringify(now)}`)
}

/** No name of a text shows instead of the text. */
export async function assertNoRawKey(page) {
  const text = await page.locator('body').innerText()
  const keys = text.match(/\b(ui|frame|sdk|customers|acmeLoyalty)\.(?!csv)[a-z][A-Za-z]+\b(?!=)/g)
  assert.deepEqual(keys, null, 'raw keys are visible')
  assert.doesNotMatch(text, /\bundefined\b|\bNaN\b|\[object /, 'a value without a text is visible')
}

/** Buttons, links of the navigation, heads and labels stand on one line. */
export async function assertNothingWraps(page) {
  const wrapped = await page.evaluate(() =>
    [...document.querySelectorAll('button, nav a, th, dt:lang(zh), #main li strong')]
      .filter((node) => node.offsetParent !== null && node.innerText.trim() !== '')
      .filter((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        const lines = new Set()
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          if (!text.data.trim()) continue
          range.selectNodeContents(text)
          const rects = [...range.getClientRects()].filter((rect) => rect.width > 1)
          if (new Set(rects.map((rect) => Math.round(rect.top))).size > 1) lines.add(text.data)
        }
        return lines.size > 0
      })
      .map((node) => node.innerText.trim()),
  )
  assert.deepEqual([...new Set(wrapped)], [], 'texts that should stand on one line')
}
