import type { RecordData } from '@penglai/sdk'
import { describe, expect, it } from 'vitest'
import { branchesOf, countWithin, flattened, placesFor } from '../src/departments/tree'

const row = (id: string, parent?: string): RecordData => ({
  id,
  version: 1,
  name: id,
  parent: parent ? { id: parent, title: parent } : null,
})
const ids = (list: readonly { row: RecordData }[]) => list.map((one) => one.row.id)

describe('the tree of departments', () => {
  const tree = branchesOf([row('south', 'sales'), row('sales'), row('canton', 'south'), row('east', 'sales'), row('office')])

  it('puts each below the one it names, and at the top where that one is out of sight', () => {
    expect(ids(flattened(tree))).toEqual(['sales', 'south', 'canton', 'east', 'office'])
    expect(flattened(tree).map(({ level }) => level)).toEqual([1, 2, 3, 2, 1])
    expect(ids(branchesOf([row('south', 'hidden')]))).toEqual(['south'])
  })

  it('shows nothing below what is closed', () => {
    expect(ids(flattened(tree, (id) => id !== 'south'))).toEqual(['sales', 'south', 'east', 'office'])
  })

  it('moves a department anywhere but into itself', () => {
    const south = flattened(tree)[1]
    expect(south && ids(placesFor(tree, south))).toEqual(['sales', 'east', 'office'])
  })

  it('counts the people of a department with those below', () => {
    const counts = new Map([
      ['sales', 1],
      ['canton', 3],
      ['office', 9],
    ])
    expect(tree[0] && countWithin(tree[0], counts)).toBe(4)
  })
})
