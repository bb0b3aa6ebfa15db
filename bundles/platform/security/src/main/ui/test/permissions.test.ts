import { describe, expect, it } from 'vitest'
import { assigned, fieldsOf, readAssignments, writeAssignments } from '../src/roles/assignments'
import { grantOf, readPermissions, toggled, wholeOf, wholeToggled, writePermissions } from '../src/roles/permissions'

const KNOWN = ['read', 'update', 'claim']
const held = (...rights: string[]) => new Set(rights)

describe('the rights of a role', () => {
  it('are read from lines and written in order', () => {
    const read = readPermissions('orders:read\ncustomers:read, customers:update；tasks:*')
    expect(writePermissions(read)).toBe('customers:read\ncustomers:update\norders:read\ntasks:*')
    expect(writePermissions(readPermissions(null))).toBe('')
  })

  it('come from the area itself or from a wider right, which cannot be taken away there', () => {
    expect(grantOf(held('customers:read'), 'customers', 'read')).toBe('own')
    expect(grantOf(held('customers:*'), 'customers', 'read')).toBe('own')
    expect(grantOf(held('*:read'), 'customers', 'read')).toBe('wider')
    expect(grantOf(held('*:read'), '*', 'read')).toBe('own')
    expect(grantOf(held('*:*'), '*', 'read')).toBe('own')
    expect(grantOf(held('*'), 'customers', 'read')).toBe('wider')
    expect(grantOf(held('users'), 'users', 'update')).toBe('own')
    expect(grantOf(held('*:*'), 'users', 'update')).toBe('none')
  })

  it('are given and taken one by one', () => {
    expect([...toggled(held(), 'customers', 'read', KNOWN)]).toEqual(['customers:read'])
    expect([...toggled(held('customers:read', 'orders:read'), 'customers', 'read', KNOWN)]).toEqual(['orders:read'])
  })

  it('keep all others of an area that was held as a whole', () => {
    expect([...toggled(held('customers:*'), 'customers', 'read', KNOWN)]).toEqual(['customers:update', 'customers:claim'])
    expect([...toggled(held('users'), 'users', 'read', KNOWN)]).toEqual(['users:update', 'users:claim'])
  })

  it('of an area as a whole replace its single ones, and go altogether', () => {
    expect([...wholeToggled(held('customers:read', 'orders:read'), 'customers')]).toEqual(['orders:read', 'customers:*'])
    expect([...wholeToggled(held('customers:*', 'customers:read'), 'customers')]).toEqual([])
    expect([...wholeToggled(held(), 'users')]).toEqual(['users'])
    expect(wholeOf(held('*:*'), 'customers')).toBe('wider')
    expect(wholeOf(held('settings'), 'settings')).toBe('own')
  })
})

describe('scopes and field rights', () => {
  it('survive reading and writing, also those of types that are not installed', () => {
    const text = 'customers:read=own\nfoo:read=team'
    expect(writeAssignments(readAssignments(text))).toBe(text)
  })

  it('go when they are emptied', () => {
    const all = assigned(readAssignments('customers.phone=masked\ncontacts.email=hidden'), 'customers.phone', '')
    expect(writeAssignments(all)).toBe('contacts.email=hidden')
    expect(fieldsOf(all, 'contacts')).toBe(1)
    expect(fieldsOf(all, 'customers')).toBe(0)
  })
})
