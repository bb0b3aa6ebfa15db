import { traceTasks } from './threadTime.mjs'

const OPEN_MS = 1500
const LONGEST_TASK_MS = 100
const MOST_NODES = 3000
const MEGABYTE = 1 << 20
const CASES = [
  ['newest first', '/customers'],
  ['by name', '/customers?sort=name'],
  ['by another column', '/customers?sort=-createdAt,name'],
  ['filtered', '/customers?filter=level%3D%3DA&sort=name'],
  ['in groups', '/customers?group=level'],
]

/** Lists over all customers: how soon they show rows, and how they scroll from the first to the last. */
export async function measureLists(newContext, ctx, report) {
  for (const [name, path] of CASES) {
    const context = await newContext()
    const page = await watched(context)
    await page.goto(ctx.base + '/')
    await page.locator('nav a[href="/customers"]').first().waitFor()
    const since = Date.now()
    await page.goto(ctx.base + path)
    await page.locator('tbody a.title, tbody [aria-expanded]').first().waitFor()
    report(`list ${name}: first rows after`, Date.now() - since, 'ms', OPEN_MS)
    report(`list ${name}: nodes`, await nodes(page), '', MOST_NODES)
    await context.close()
  }
  await scrollThrough(newContext, ctx, report)
}

async function scrollThrough(newContext, ctx, report) {
  const context = await newContext()
  const page = await watched(context)
  const session = await context.newCDPSession(page)
  await page.goto(ctx.base + '/customers?sort=name')
  await page.locator('tbody a.title').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => globalThis.longTasks.splice(0))
  let stop = await traceTasks(page)
  const since = Date.now()
  const wanted = Number(process.env.LIMIT ?? Infinity)
  const rows = await toTheEnd(page, wanted)
  const seconds = (Date.now() - since) / 1000
  report(`scrolled through ${rows} rows in`, seconds, 's')
  await tellTasks(page, 'while scrolling', await stop(), report)
  report('nodes at the end', await nodes(page), '', MOST_NODES)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  report('memory of the page at the end', usedSize / MEGABYTE, 'MB')
  stop = await traceTasks(page)
  for (const to of ['top', 'end', 'middle']) await jump(page, to)
  await tellTasks(page, 'while jumping to top, end and middle', await stop(), report)
  await context.close()
}

async function watched(context) {
  const page = await context.newPage()
  await page.addInitScript(() => {
    globalThis.longTasks = []
    const note = (list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))
    new PerformanceObserver(note).observe({ type: 'longtask' })
  })
  return page
}

/** Scrolls by the wheel, a few screens at a time, as fast as the list goes along. */
async function toTheEnd(page, wanted) {
  return page.evaluate(async (wanted) => {
    const box = document.querySelector('[role=grid]').parentElement
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    let still = 0
    let height = 0
    while (still < 300 && box.scrollTop / 40 < wanted) {
      box.scrollTop += 2400
      await frame()
      await frame()
      still = box.scrollHeight === height ? still + 1 : 0
      height = box.scrollHeight
    }
    return Math.round(box.scrollHeight / 40)
  }, wanted)
}

async function jump(page, to) {
  await page.evaluate(async (to) => {
    const box = document.querySelector('[role=grid]').parentElement
    const place = { top: 0, end: box.scrollHeight, middle: box.scrollHeight / 2 }
    box.scrollTop = place[to]
    for (let i = 0; i < 20; i++) await new Promise((done) => requestAnimationFrame(done))
  }, to)
}

async function tellTasks(page, when, processor, report) {
  const tasks = await page.evaluate(() => globalThis.longTasks.splice(0))
  report(`longest task ${when}`, Math.max(0, ...tasks), 'ms', LONGEST_TASK_MS)
  report('  most processor time of one task', processor[0] ?? 0, 'ms', LONGEST_TASK_MS)
  report(
    '  processor time of all tasks',
    processor.reduce((sum, one) => sum + one, 0),
    'ms',
  )
  report(`tasks over 50 ms ${when}`, tasks.length, '')
}

const nodes = (page) => page.evaluate(() => document.querySelectorAll('*').length)
