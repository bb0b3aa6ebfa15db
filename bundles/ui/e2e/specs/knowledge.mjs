import assert from 'node:assert/strict'
import { createRecord, open, perform } from '../support/actions.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** An article is written, published, found by a part of its text at the desk and by strangers, and what is internal stays so. */
export default async function knowledge(page, ctx) {
  await open(page, ctx, '/articles')
  const title = `更换密封圈${ctx.unique}`
  await page
    .getByRole('button', { name: '新建知识文章' })
    .or(page.getByRole('link', { name: '新建知识文章' }))
    .first()
    .click()
  await page.getByRole('textbox', { name: '标题' }).fill(title)
  await page.getByRole('textbox', { name: '正文' }).fill('第一步：关闭阀门并断电。第二步：取下端盖。')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  assert.deepEqual(await violations(page), [])
  const status = () => fetch(`${ctx.base}/public/knowledge/${id}`).then((answer) => answer.status)

  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('已发布').first().waitFor()
  await assertNoRawKey(page)
  await ctx.shot(page, 'article')
  assert.equal(await status(), 404, 'it is internal')

  const ticket = await createRecord(page, 'tickets', {
    subject: `漏油${ctx.unique}`,
    kind: 'fault',
    address: `li.${ctx.unique.toLowerCase()}@farwell.example`,
  })
  await open(page, ctx, '/desk')
  await page.locator(`[data-ticket="${ticket.id}"]`).click()
  await page.getByRole('button', { name: '知识库' }).click()
  const dialog = page.getByRole('dialog', { name: '知识库' })
  await dialog.getByRole('textbox', { name: '搜索标题和正文' }).fill(`密封圈${ctx.unique} 端盖`)
  const found = dialog.getByRole('listitem').filter({ hasText: title })
  await found.waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'knowledge-desk')
  assert.equal(await found.getByRole('button', { name: '插入链接' }).count(), 0, 'a stranger could not open it')
  await found.getByRole('button', { name: '插入正文' }).click()
  assert.match(await page.getByRole('textbox', { name: '回复内容' }).inputValue(), /关闭阀门并断电/)

  await page.goto(`${ctx.base}/articles/${id}/edit`)
  await page.getByRole('combobox', { name: '可见范围' }).press('Enter')
  await page.getByRole('option', { name: '公开' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  assert.equal(await status(), 404, 'it is not published like that yet')
  await perform(page, 'articles', id, 'submit', {})
  await perform(page, 'articles', id, 'publish', {})

  const visitor = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  try {
    const theirs = await visitor.newPage()
    await theirs.goto(`${ctx.base}/public/knowledge`)
    await theirs.getByRole('searchbox').fill(`圈${ctx.unique}`)
    await theirs.getByRole('button', { name: '搜索' }).click()
    assert.deepEqual(await violations(theirs), [])
    await ctx.shot(theirs, 'knowledge-search-phone')
    await theirs.getByRole('link', { name: title }).click()
    await theirs.getByText('取下端盖').waitFor()
    assert.deepEqual(await violations(theirs), [])
    assert.ok(await theirs.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
    await theirs.getByRole('button', { name: '有帮助', exact: true }).click()
    await theirs.getByText('感谢您的反馈').waitFor()
    await ctx.shot(theirs, 'knowledge-phone')
  } finally {
    await visitor.close()
  }
  await open(page, ctx, `/articles/${id}`)
  const helpful = await page.evaluate(async (id) => (await (await fetch(`/api/v1/articles/${id}`)).json()).helpful, id)
  assert.equal(helpful, 1)
  await page.setViewportSize({ width: 390, height: 844 })
  await assertNoSidewaysScroll(page)
}
