/** Sample records, always the same. */
import { regions } from './meta.mjs'

let serial = 0
const id = (prefix) => `0H${prefix}${String(++serial).padStart(6, '0')}`
export const newId = id

const CITIES = ['上海', '北京', '深圳', '杭州', '宁波', '成都', '青岛', '苏州', '武汉', '西安', '烟台', '无锡']
const WORDS = [
  '云启',
  '芯源',
  '蓝海',
  '恒信',
  '九州',
  '华兴',
  '远航',
  '金石',
  '鼎盛',
  '嘉禾',
  '天工',
  '瑞丰',
  '长风',
  '明德',
  '博远',
  '同和',
  '新锐',
  '正大',
  '宏图',
  '百川',
]
const TRADES = [
  ['科技', 'it'],
  ['机械', 'machinery'],
  ['食品', 'food'],
  ['物流', 'logistics'],
  ['医药', 'pharma'],
  ['建设', 'construction'],
  ['贸易', 'trade'],
]
const PEOPLE = ['王芳', '李强', '张伟', '刘洋', '陈静', '杨帆', '赵磊', '黄丽', '周杰', '吴敏', '徐涛', '孙悦']
const POSITIONS = ['总经理', '采购经理', '技术总监', '财务主管', '行政专员']

export const admin = { id: '0HU000001', username: 'admin', name: '林晓', locale: 'zh-CN', zone: 'Asia/Shanghai' }
const owners = [
  { id: admin.id, title: admin.name },
  { id: '0HU000002', title: '陈立' },
  { id: '0HU000003', title: '周敏' },
]
const DAY = 86400000
const START = Date.now()

function base(prefix, at, number) {
  const instant = new Date(START - at).toISOString().replace(/\.\d+Z/, 'Z')
  const owner = owners[number % owners.length]
  return {
    id: id(prefix),
    version: 1,
    createdAt: instant,
    createdBy: owner,
    updatedAt: instant,
    updatedBy: owner,
    owner,
    tags: [],
    externalIds: [],
    custom: {},
  }
}

const pick = (list, number) => list[number % list.length]
const region = (number) => {
  const node = pick(regions, number)
  return { code: node.code, title: node.name }
}

const customers = Array.from({ length: 236 }, (_, number) => {
  const [trade, industry] = pick(TRADES, number * 5 + Math.floor(number / 7))
  const name = `${pick(CITIES, number * 7)}${pick(WORDS, number * 3 + Math.floor(number / 20))}${trade}有限公司`
  return {
    ...base('C', number * DAY * 0.7 + number * 61000 + 1800000, number),
    customerNo: `C-${String(number + 1).padStart(5, '0')}`,
    name: number > 140 ? name.replace('有限', `（${number}）有限`) : name,
    shortName: pick(WORDS, number * 3),
    kind: 'company',
    creditCode: null,
    level: number % 11 === 0 ? null : pick(['B', 'C', 'A', 'B', 'C'], number),
    industry,
    source: pick(['website', 'exhibition', 'referral', 'phone', 'wechat'], number),
    status: pick(['potential', 'engaged', 'active', 'active', 'silent', 'potential', 'lost'], number),
    phone: number % 4 === 0 ? `+86532${88000000 + number * 37}` : `+86139${String(10000000 + number * 91573).slice(0, 8)}`,
    email: `contact${number + 1}@example.com`,
    website: number % 3 === 0 ? 'www.example.com' : null,
    region: region(number),
    address: '示例路 18 号',
    foundedOn: `20${String(1 + (number % 22)).padStart(2, '0')}-0${1 + (number % 9)}-15`,
    annualRevenue: number % 5 === 0 ? null : { amount: String(1200000 + number * 873451), currency: 'CNY' },
    remark: null,
    tags: number % 6 === 0 ? ['重点跟进'] : [],
  }
})
const contacts = Array.from({ length: 180 }, (_, number) => {
  const customer = customers[Math.floor(number / 3)]
  return {
    ...base('P', number * DAY, number),
    customer: { id: customer.id, title: customer.name },
    name: pick(PEOPLE, number * 5),
    position: pick(POSITIONS, number),
    department: null,
    mobile: `+86138${String(20000000 + number * 71993).slice(0, 8)}`,
    email: `person${number}@example.com`,
    wechat: null,
    birthday: null,
    isPrimary: number % 3 === 0,
  }
})
const acmeLoyaltyAccounts = customers.slice(0, 12).map((customer, number) => ({
  ...base('L', number * DAY, number),
  customer: { id: customer.id, title: customer.name },
  accountNo: `L${String(10001 + number)}`,
  tier: pick(['gold', 'silver', 'bronze'], number),
  points: 18600 - number * 1330,
}))
const acmeLoyaltyEntries = acmeLoyaltyAccounts.flatMap((account, number) =>
  [
    ['订单返积分', 1200],
    ['兑换礼品', -300],
    ['签约奖励', 800],
  ].map(([reason, points], at) => ({
    ...base('E', at * DAY, number),
    account: { id: account.id, title: account.accountNo },
    points,
    reason,
    occurredOn: `2026-0${at + 3}-12`,
  })),
)
const users = owners.map((owner) => ({ ...base('U', 0, 0), id: owner.id, name: owner.title }))

for (const [above, below] of [
  [0, 1],
  [0, 2],
  [1, 3],
  [3, 4],
])
  customers[below].parent = { id: customers[above].id, title: customers[above].name }

export const store = { customers, contacts, acmeLoyaltyAccounts, acmeLoyaltyEntries, users, activities: [] }
