import { plugins, setLanguage, type RecordData, type TypeMeta } from '@penglai/sdk'
import { beforeEach, expect, test } from 'vitest'
import { relatedOf, takenOver } from '../src/record/related'

const plugin = (id: string, ...types: string[]) =>
  plugins.set(id, {
    manifest: {
      id,
      version: '1',
      entry: '',
      sdk: '^1.0',
      routes: types.map((type) => ({ path: `/${type}`, component: '', type })),
    },
    dispose: [],
  })
const meta = (...children: string[]) =>
  ({
    type: 'customers',
    children: children.map((type) => ({
      type,
      field: 'customer',
      label: { 'zh-CN': type, en: `${type[0]?.toUpperCase()}${type.slice(1)}` },
    })),
  }) as unknown as TypeMeta
const tab = (owner: string) => ({ point: '', id: 't', component: '', title: '', plugin: owner })
const ids = (...tabs: ReturnType<typeof tab>[]) =>
  relatedOf(meta('accounts', 'customers', 'contacts', 'unknown'), tabs).map(({ id }) => id)

beforeEach(() => {
  plugins.clear()
  setLanguage('en')
  plugin('customers', 'customers', 'contacts')
  plugin('loyalty', 'accounts')
})

test('lists of the same plug-in come first, then records of the same type', () => {
  expect(ids()).toEqual(['contacts', 'customers', 'accounts', 'unknown'])
})

test('a plug-in that draws a tab itself gets no list beside it, unless the page is its own', () => {
  expect(ids(tab('loyalty'))).toEqual(['contacts', 'customers', 'unknown'])
  expect(ids(tab('customers'))).toEqual(['contacts', 'customers', 'accounts', 'unknown'])
})

test('records of the same type say that they are below, and two lists of one type are told apart', () => {
  const child = (type: string, field: string, fieldLabel: string) => ({ type, field, label: type, fieldLabel })
  const labels = (...children: ReturnType<typeof child>[]) =>
    relatedOf({ type: 'customers', label: 'Customer', plural: 'Customers', children } as unknown as TypeMeta, []).map(
      ({ label }) => label,
    )
  expect(labels(child('customers', 'parent', 'Parent'))).toEqual(['Subordinate customers'])
  expect(labels(child('customers', 'buyer', 'Buyer'))).toEqual(['customers (Buyer)'])
  expect(labels(child('contacts', 'customer', 'Customer'))).toEqual(['contacts'])
  expect(labels(child('accounts', 'customer', 'Customer'), child('accounts', 'payer', 'Payer'))).toEqual([
    'accounts (Customer)',
    'accounts (Payer)',
  ])
  expect(relatedOf(meta('contacts', 'contacts'), []).map(({ id }) => id)).toEqual(['contacts', 'contacts.customer'])
})

test('a record made from the page of another takes over what both refer to by the same name', () => {
  const field = (name: string, target: string, more = {}) => ({ name, kind: 'reference', label: name, target, ...more })
  const type = (name: string, ...fields: object[]) => ({ type: name, label: name, plural: name, fields }) as unknown as TypeMeta
  const customer = { id: '1', title: 'Acme' }
  const origin = {
    meta: type(
      'opportunities',
      field('customer', 'customers'),
      field('owner', 'users', { system: true }),
      field('stage', 'stages'),
    ),
    record: { id: '2', version: 1, customer, owner: { id: '3', title: 'Li' }, stage: null } as unknown as RecordData,
  }
  const quotes = (more = {}) =>
    type('quotes', field('customer', 'customers', more), field('owner', 'users', { system: true }), field('stage', 'stages'))
  expect(takenOver(origin, quotes())).toEqual({ customer })
  expect(takenOver(origin, quotes({ target: 'contacts' }))).toEqual({})
  expect(takenOver(origin, quotes({ readOnly: true }))).toEqual({})
})
