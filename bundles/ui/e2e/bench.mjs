/**
 * Measures the console against a running server with many customers: BASE_URL=http://localhost:8190 node bench.mjs
 * Prints a figure a line beside what was promised. CHROMIUM, CRM_USER and CRM_PASSWORD as
 * for the checks; LIMIT=<rows> scrolls only so far; BENCH=board measures the board of opportunities instead,
 * BENCH=desk the agent desk.
 */
import { createContext } from './support/context.mjs'
import { openBrowser } from './support/browser.mjs'
import { signIn } from './support/actions.mjs'
import { measureBoard } from './bench/board.mjs'
import { measureDesk } from './bench/desk.mjs'
import { measureLists } from './bench/lists.mjs'
import { measureVisits } from './bench/visits.mjs'

const ctx = createContext()

/** Prints a figure and whether it keeps the promise. */
function report(what, value, unit, most) {
  const kept = most === undefined || value <= most
  const promise = most === undefined ? '' : ` (promised ${most} ${unit})${kept ? '' : ' MISSED'}`
  console.log(`console ${what.padEnd(46)} ${Math.round(value * 10) / 10} ${unit}${promise}`)
}

const browser = await openBrowser()
const options = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }
const first = await browser.newContext(options)
const page = await first.newPage()
await page.goto(ctx.base)
await page.locator('input[name=username]').waitFor()
await signIn(page, ctx)
const session = await first.storageState()
await first.close()

const newContext = (more = {}) => browser.newContext({ ...options, storageState: session, ...more })
if (process.env.BENCH === 'board') {
  await measureBoard(newContext, ctx, report)
} else if (process.env.BENCH === 'desk') {
  await measureDesk(newContext, ctx, report)
} else {
  await measureVisits(newContext, ctx, report)
  await measureLists(newContext, ctx, report)
}
await browser.close()
