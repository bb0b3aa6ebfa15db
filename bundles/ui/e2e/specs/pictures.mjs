import { mkdirSync, writeFileSync } from 'node:fs'
import { aCustomer, anImport, createRecord, fillPool, givePoints, open } from '../support/actions.mjs'
import { CHAPTER, keepChapter, LANGUAGES, PHONE, takeChapters } from '../support/chapters.mjs'
import { settled } from '../support/page.mjs'
import { shrink } from '../support/png.mjs'
import { appear, goTo, watchRequests } from '../support/tour.mjs'

export const needs = 'pictures'
export const reducedMotion = 'reduce'
const DESK = { width: 1440, height: 810 }
const WORDS = {
  'zh-CN': { search: '搜索与命令', views: '管理视图' },
  en: { search: 'Search and commands', views: 'Manage views' },
}

/** The pictures of the documentation, from whatever the console shows: after the samples, a full office. */
export default async function pictures(page, ctx) {
  const still = watchRequests(page)
  // Leaving the half-filled form asks.
  page.on('dialog', (dialog) => void dialog.accept())
  const image = async (name) => writeFileSync(`${ctx.pictures}/images/${name}.png`, shrink(await page.screenshot()))
  mkdirSync(`${ctx.pictures}/images`, { recursive: true })

  await page.setViewportSize(DESK)
  await page.goto(ctx.base)
  await page.locator('input[name=username]').waitFor()
  await page.setViewportSize(CHAPTER)
  for (const language of LANGUAGES) {
    await appear(page, { language, theme: 'light' })
    await keepChapter(page, ctx, language, 'sign-in')
  }
  await appear(page, { language: 'zh-CN', theme: 'light' })
  await page.setViewportSize(DESK)
  await open(page, ctx)
  const customer = await aCustomer(page)
  await givePoints(page, customer)
  for (const [name, path, size] of [
    ['customers', '/customers?sort=customerNo', DESK],
    ['record', `/customers/${customer}`, DESK],
    ['import', await anImport(page), DESK],
    ['phone', '/customers', PHONE],
  ]) {
    await page.setViewportSize(size)
    await page.goto(ctx.base + path)
    await settled(page)
    await page.mouse.move(0, 0)
    await image(name)
  }

  const { name } = await page.evaluate(async (id) => (await fetch(`/api/v1/customers/${id}`)).json(), customer)
  if (!(await page.evaluate(async () => (await (await fetch('/api/v1/tasks?limit=1')).json()).items.length))) {
    const due = (days) => new Date(Date.now() + days * 86400000).toISOString()
    await createRecord(page, 'tasks', { subject: '寄送样品并跟踪签收', dueAt: due(-1) })
    await createRecord(page, 'tasks', { subject: '电话回访', dueAt: due(0.1) })
    await createRecord(page, 'tasks', { subject: '拜访前准备报价', dueAt: due(3) })
  }
  await fillPool(page, ['青岛海川机械有限公司', '潍坊鲁信纸业有限公司'])
  const importPath = await anImport(page)
  const chapters = [
    ['lists', '/customers?sort=customerNo'],
    ['find', '/customers', (language) => palette(WORDS[language], name.slice(0, 4))],
    ['views', '/customers', (language) => page.getByRole('button', { name: WORDS[language].views, exact: true }).click()],
    ['record', `/customers/${customer}`],
    ['follow-up', `/customers/${customer}`, () => page.locator('textarea').first().fill('客户确认样品合格，下周签合同')],
    ['my-day', '/my-day'],
    ['calendar', '/calendar'],
    ['pool', '/customers/pool'],
    ['import', importPath],
    ['duplicates', '/customers/new', doubled],
    ['people', '/settings/users'],
    ['settings', '/settings/personal'],
    ['shortcuts', '/', () => page.keyboard.press('?')],
    ['phone', '/customers', undefined, PHONE],
  ]
  /** The hint comes shortly after the typing. */
  async function doubled() {
    await page.locator('#main form').getByRole('textbox').first().fill(name)
    await page.getByRole('status').filter({ hasText: name }).first().waitFor()
  }
  async function palette(words, text) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: words.search }).fill(text)
    await page
      .getByRole('option', { name: new RegExp(text) })
      .first()
      .waitFor()
  }
  await takeChapters(page, ctx, chapters, still)
  await goTo(page, '/')
  await appear(page, { language: 'zh-CN', theme: 'light' })
}
