import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { cardNamed, center, hold, overColumn } from '../support/board.mjs'

/** Promised are 100 ms; a busy machine may take ten times as long. How long a move can be undone: the frame's notices.test. */
const SHOWN_MS = 1000

/** What the server says to changes of deals, until it is taken back. */
async function answering(page, answer) {
  const path = /\/api\/v1\/opportunities\/[0-9A-Z]{13}$/
  const handler = (route) => (route.request().method() === 'PATCH' ? answer(route) : route.fallback())
  await page.route(path, handler)
  return () => page.unroute(path, handler)
}

const problem = (status, code, detail) => (route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: detail, status, detail, code, errors: [] }),
  })

/** Real deals on the real board: at once, to be undone for eight seconds, back with the reason; stage bar with what it asks. */
export default async function dealBoard(page, ctx) {
  await open(page, ctx, '/opportunities')
  const { id: customer } = await createRecord(page, 'customers', { name: `拖动客户${ctx.unique}` })
  // The earliest date stands first in its column.
  const deal = (name) => createRecord(page, 'opportunities', { name, customer, expectedCloseOn: '2019-01-01' })
  const first = `拖动甲${ctx.unique}`
  const second = `拖动乙${ctx.unique}`
  await deal(first)
  const { id } = await deal(second)
  await open(page, ctx, '/opportunities/board')
  const board = page.getByRole('region', { name: '商机看板' })
  const column = (stage) => board.getByRole('list', { name: stage, exact: true })
  const isIn = (name, stage) => column(stage).locator('[data-card]', { hasText: name }).waitFor()
  await cardNamed(page, first).waitFor()

  // 5: the server has not answered yet, and the card stands in its new column.
  let release
  const asked = new Promise((resolve) => (release = resolve))
  let stop = await answering(page, async (route) => {
    await asked
    await route.continue()
  })
  const target = await column('需求确认').evaluate((list) => list.dataset.column)
  const inside = async () => center(column('需求确认').locator('[data-card]').first().or(column('需求确认')).first())
  const point = await inside()
  const drag = await hold(page, cardNamed(page, first), point)
  await overColumn(page, point, target)
  await page.evaluate(
    ([name, target]) =>
      addEventListener(
        'pointerup',
        () => {
          const since = performance.now()
          const look = () =>
            [...document.querySelectorAll(`[data-column="${target}"] [data-card]:not(.board-ghost)`)].some((card) =>
              card.textContent.includes(name),
            )
              ? (globalThis.took = 1 + performance.now() - since)
              : setTimeout(look)
          look()
        },
        { capture: true, once: true },
      ),
    [first, target],
  )
  await drag.drop()
  const took = await page.waitForFunction(() => globalThis.took).then((handle) => handle.jsonValue())
  assert.ok(took < SHOWN_MS, `the card stood there after ${took.toFixed(0)} ms`)
  const undo = page.getByRole('button', { name: '撤销', exact: true })
  await undo.first().waitFor()
  const answered = page.waitForResponse((response) => response.request().method() === 'PATCH')
  release()
  await answered
  await stop()

  // Refused, and failed: back where it was, with the reason.
  for (const [status, code, reason] of [
    [409, 'wrongState', '商机正在审批'],
    [500, 'internal', '服务器内部错误'],
  ]) {
    stop = await answering(page, problem(status, code, reason))
    await cardNamed(page, second).focus()
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByText(`“${second}”未能移到“需求确认”`).first().waitFor()
    await page.getByText(reason).first().waitFor()
    await isIn(second, '初步接洽')
    await stop()
  }
  await ctx.shot(page, 'deal-refused')

  // 6: by keyboard, said aloud.
  await cardNamed(page, second).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await isIn(second, '需求确认')
  assert.match(await board.getByRole('status').textContent(), new RegExp(`“${second}”已移到“需求确认”，第 \\d+ 位，共 \\d+ 张`))
  await isIn(first, '需求确认')

  // 8: the stage bar, by drag and by click; what the stage asks for and is missing.
  await open(page, ctx, `/opportunities/${id}`)
  const bar = page.getByRole('navigation', { name: '阶段' })
  const stage = (name) => bar.getByRole('button', { name })
  const isAt = (name) => bar.locator('[aria-current=step]', { hasText: name }).waitFor()
  await isAt('需求确认')
  await (await hold(page, stage('需求确认'), await center(stage('初步接洽')))).drop()
  await isAt('初步接洽')
  await stage('方案报价').click()
  const dialog = page.getByRole('dialog', { name: '移到“方案报价”' })
  await dialog.getByText('进入“方案报价”前还需填写: 预计金额').waitFor()
  await dialog.getByRole('button', { name: '移到“方案报价”' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByRole('textbox', { name: '预计金额' }).fill('128000')
  await dialog.getByRole('button', { name: '移到“方案报价”' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await isAt('方案报价')
  const stored = await page.evaluate((id) => fetch(`/api/v1/opportunities/${id}`).then((answer) => answer.json()), id)
  assert.equal(stored.amount.amount, '128000.00')
  assert.equal(stored.stage.title, '方案报价')
}
