/** Fills in the sign-in page on the screen. */
export async function signIn(page, ctx) {
  await page.locator('input[name=username]').fill(ctx.user)
  await page.locator('input[name=password]').fill(ctx.password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.locator('#main').waitFor()
}

/** Opens a path, signing in on the way when the console asks for it. */
export async function open(page, ctx, path = '/') {
  await page.goto(ctx.base + path)
  await page.locator('input[name=username], #main').first().waitFor()
  if (await page.locator('input[name=username]').isVisible()) await signIn(page, ctx)
}

/** Chooses an option of a drop-down list by its label. */
export async function choose(page, label, option) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).first().click()
}

/** Chooses one of a record's actions, answers what it asks, and confirms. */
export async function act(page, name, answer) {
  const button = page.getByRole('button', { name, exact: true })
  const more = page.getByRole('button', { name: '更多操作' })
  await button.or(more).first().waitFor()
  if (await button.isVisible()) await button.click()
  else {
    await more.click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  if (answer === undefined) return
  const dialog = page.getByRole('dialog', { name: `${name}“` })
  await dialog.getByRole('textbox').first().fill(answer)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Creates a record over HTTP from within the page's session. */
export async function createRecord(page, type, values) {
  return page.evaluate(
    async ([type, values]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const response = await fetch(`/api/v1/${type}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify(values),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    },
    [type, values],
  )
}

/** Id of a customer with several contacts, else of any customer; one is made where there is none. */
export async function aCustomer(page) {
  const found = await page.evaluate(async () => {
    const get = async (path) => (await (await fetch(`/api/v1/${path}`)).json()).items
    const counts = new Map()
    for (const { customer } of await get('contacts?sort=name&limit=200'))
      if (customer) counts.set(customer.id, (counts.get(customer.id) ?? 0) + 1)
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    return most?.[0] ?? (await get('customers?limit=1'))[0]?.id
  })
  return found ?? (await createRecord(page, 'customers', { name: '云启科技', kind: 'company' })).id
}

/** Ends the session on the server behind the page's back. */
export async function endSession(page) {
  await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json()
    await fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } })
  })
}

/** Gives a customer loyalty points to look at, once, where the sample is installed. */
export async function givePoints(page, customer) {
  const { total } = await page.evaluate(async () => (await fetch('/api/v1/acmeLoyaltyAccounts?limit=1&count=exact')).json())
  if (total !== 0) return
  const account = await createRecord(page, 'acmeLoyaltyAccounts', { customer, tier: 'silver' })
  const entries = [
    [1200, '年度采购返点', '2026-03-31'],
    [-300, '兑换礼品', '2026-05-18'],
    [680, '推荐新客户', '2026-09-02'],
  ]
  for (const [points, reason, occurredOn] of entries)
    await createRecord(page, 'acmeLoyaltyEntries', { account: account.id, points, reason, occurredOn })
}

/** Puts customers into the first pool where all pools are empty. */
export async function fillPool(page, names) {
  const pool = await page.evaluate(async () => {
    const get = async (path) => (await (await fetch(`/api/v1/${path}`)).json()).items
    const [first] = await get('pools?limit=1&filter=type==customers')
    return first && (await get('customers?limit=1&filter=pool=null=false')).length === 0 ? first.id : undefined
  })
  if (!pool) return
  for (const name of names) await createRecord(page, 'customers', { name, kind: 'company', level: 'B', pool })
}

/** Address of the result of the largest import of customers, or of the page that starts one. */
export async function anImport(page) {
  const id = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/jobs?limit=50')).json()
    const results = items.filter(({ result }) => result?.type === 'customers')
    return results.sort((a, b) => b.result.rows - a.result.rows)[0]?.id
  })
  return `/customers/import${id ? `?job=${id}` : ''}`
}

/** Changes a record over HTTP, as somebody else would while the page is open. */
export async function changeRecord(page, type, id, values) {
  await page.evaluate(
    async ([type, id, values]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const response = await fetch(`/api/v1/${type}/${id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify(values),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    },
    [type, id, values],
  )
}

/** Performs an action of a record over HTTP from within the page's session. */
export async function perform(page, type, id, action, values) {
  await page.evaluate(
    async ([type, id, action, values]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const response = await fetch(`/api/v1/${type}/${id}/actions/${action}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify(values),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    },
    [type, id, action, values],
  )
}

/** Makes somebody who can sign in, with these roles. */
export async function createUser(page, values, password) {
  const user = await createRecord(page, 'users', values)
  await perform(page, 'users', user.id, 'setPassword', { password })
  return user
}
