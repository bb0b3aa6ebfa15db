import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

/** Searching all customers is a job, which may wait for others. */
const SEARCH_MS = 120_000

/** All customers are searched for doubles; two that look alike are told apart, and are not named again. */
export default async function duplicates(page, ctx) {
  await open(page, ctx, '/settings/duplicates?type=customers')
  const name = `查重${ctx.unique}`
  const phone = `139${String(Date.now()).slice(-8)}`
  for (const kept of ['有限公司', '有限责任公司'])
    await createRecord(page, 'customers', { name: name + kept, kind: 'company', phone })

  const group = page.getByRole('group', { name: new RegExp(name) })
  await searchAll(page)
  await reach(page, group)
  await group.getByText('相似度').waitFor()
  await group.getByRole('button', { name: /^合并 / }).waitFor()
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'duplicates')

  await group.getByRole('button', { name: /不是重复$/ }).click()
  await page.getByText('已记住，不再提示').waitFor()
  await group.waitFor({ state: 'detached' })
  await searchAll(page)
  const named = await page.evaluate(async (word) => {
    for (let cursor = ''; cursor !== null; ) {
      const reply = await (await fetch(`/api/v1/customers/duplicates${cursor && `?cursor=${encodeURIComponent(cursor)}`}`)).json()
      if (reply.items.some((one) => one.records.some(({ title }) => title.includes(word)))) return true
      cursor = reply.nextCursor
    }
    return false
  }, name)
  assert.equal(named, false, 'told apart for good')
}

/** Searches all of them, until the page has read what was found. */
async function searchAll(page) {
  const button = page.getByRole('button', { name: '查找重复' })
  await button.click()
  await page.locator('.el-button.is-loading').waitFor()
  await page.locator('.el-button.is-loading').waitFor({ state: 'detached', timeout: SEARCH_MS })
  await page.getByText(/^上次查找/).waitFor()
}

/** The most alike stand first; further ones come by the button below. */
async function reach(page, group) {
  const more = page.getByRole('button', { name: '加载更多' })
  await group.or(more).first().waitFor()
  while ((await group.count()) === 0) {
    await more.click()
    await group.or(more).first().waitFor()
  }
}
