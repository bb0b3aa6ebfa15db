import { traceTasks } from './threadTime.mjs'

const OPEN_MS = 1000
const LONGEST_TASK_MS = 100
const CARDS_OF_A_REQUEST = 100
const WANTED = Number(process.env.LIMIT ?? 3000)

/** The board of all opportunities: how soon it can be used, how it scrolls, and what it asks the server for. */
export async function measureBoard(newContext, ctx, report) {
  const context = await newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    globalThis.longTasks = []
    const note = (list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))
    new PerformanceObserver(note).observe({ type: 'longtask' })
  })
  let requests = 0
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/opportunities') requests++
  })
  for (const visit of ['first', 'second', 'third']) {
    await page.goto(ctx.base + '/')
    await page.locator('nav a[href="/customers"]').first().waitFor()
    await page.waitForLoadState('networkidle')
    requests = 0
    const since = Date.now()
    await page.goto(ctx.base + '/opportunities/board')
    await page.locator('[data-card]').first().waitFor()
    report(`board, ${visit} time: first cards after`, Date.now() - since, 'ms', OPEN_MS)
    await page.waitForLoadState('networkidle')
    report(`board, ${visit} time: requests for cards`, requests, '')
  }
  // A click in the menu, as people come to it.
  await page.goto(ctx.base + '/opportunities')
  await page.locator('tbody a.title').first().waitFor()
  const since = Date.now()
  await page
    .getByRole('button', { name: '看板' })
    .or(page.getByRole('link', { name: '看板' }))
    .first()
    .click()
  await page.locator('[data-card]').first().waitFor()
  report('board, from the list: first cards after', Date.now() - since, 'ms', OPEN_MS)
  await page.waitForLoadState('networkidle')

  requests = 0
  await page.evaluate(() => globalThis.longTasks.splice(0))
  const before = await page.locator('[data-card]').count()
  const stop = await traceTasks(page)
  const seconds = await scroll(page)
  const processor = await stop()
  const tasks = await page.evaluate(() => globalThis.longTasks.splice(0))
  const first = await page.evaluate(() => document.querySelector('[data-column]').dataset.drawn ?? null)
  const cards = await page.evaluate(() => document.querySelector('[data-column]').scrollHeight)
  report(`scrolled a column of ${cards} px in`, seconds, 's')
  report('cards in the page before', before, '')
  report('cards in the page at the end', await page.locator('[data-card]').count(), first ? `of ${first}` : '')
  report('nodes at the end', await page.evaluate(() => document.querySelectorAll('*').length), '')
  report('requests while scrolling', requests, '', Math.ceil(WANTED / CARDS_OF_A_REQUEST))
  report('longest task while scrolling', Math.max(0, ...tasks), 'ms', LONGEST_TASK_MS)
  report('  most processor time of one task', processor[0] ?? 0, 'ms', LONGEST_TASK_MS)
  report('tasks over 50 ms while scrolling', tasks.length, '')
  await context.close()
}

/** Scrolls the first column by the wheel's steps until so many cards have gone by. */
async function scroll(page) {
  const since = Date.now()
  await page.evaluate(async (wanted) => {
    const column = document.querySelector('[data-column]')
    const card = column.querySelector('[data-card]').getBoundingClientRect().height + 8
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    for (let still = 0; still < 600 && column.scrollTop < wanted * card; ) {
      const from = column.scrollTop
      column.scrollTop += 600
      await frame()
      await frame()
      still = column.scrollTop === from ? still + 1 : 0
    }
  }, WANTED)
  return (Date.now() - since) / 1000
}
