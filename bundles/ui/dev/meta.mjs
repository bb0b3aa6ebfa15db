/** Metadata of the types the stand-in server knows. */
const both = (zh, en) => ({ 'zh-CN': zh, en })
const field = (name, kind, zh, en, more = {}) => ({
  name,
  kind,
  label: both(zh, en),
  required: false,
  readOnly: false,
  system: false,
  sortable: true,
  filterable: true,
  importable: true,
  multiple: false,
  ...more,
})
const option = (code, zh, en) => ({ code, label: both(zh, en), retired: false })
const system = [
  field('id', 'text', '标识', 'Id', { system: true, readOnly: true, importable: false, filterable: false }),
  field('version', 'integer', '版本', 'Version', { system: true, readOnly: true, importable: false, filterable: false }),
  field('createdAt', 'instant', '创建时间', 'Created at', { system: true, readOnly: true, importable: false }),
  field('createdBy', 'reference', '创建人', 'Created by', {
    system: true,
    readOnly: true,
    importable: false,
    target: 'users',
    sortable: false,
  }),
  field('updatedAt', 'instant', '更新时间', 'Updated at', { system: true, readOnly: true, importable: false }),
  field('updatedBy', 'reference', '更新人', 'Updated by', {
    system: true,
    readOnly: true,
    importable: false,
    target: 'users',
    sortable: false,
  }),
  field('owner', 'reference', '负责人', 'Owner', { system: true, target: 'users', sortable: false }),
  field('tags', 'tags', '标签', 'Tags', { system: true, sortable: false }),
]
const ALL = ['read', 'create', 'update', 'delete', 'import', 'export']
const industry = [
  ['machinery', '机械制造', 'Machinery'],
  ['food', '食品加工', 'Food'],
  ['it', '信息技术', 'IT'],
  ['logistics', '物流运输', 'Logistics'],
  ['pharma', '医药', 'Pharma'],
  ['construction', '建筑', 'Construction'],
  ['trade', '贸易', 'Trade'],
]
const source = [
  ['website', '网站', 'Website'],
  ['exhibition', '展会', 'Exhibition'],
  ['referral', '转介绍', 'Referral'],
  ['phone', '电话', 'Phone'],
  ['wechat', '微信', 'WeChat'],
]
const status = [
  ['potential', '潜在', 'Potential'],
  ['engaged', '意向', 'Engaged'],
  ['active', '成交', 'Active'],
  ['silent', '沉默', 'Silent'],
  ['lost', '流失', 'Lost'],
]

const customers = {
  type: 'customers',
  module: 'crm-customers',
  available: true,
  label: both('客户', 'Customer'),
  plural: both('客户', 'Customers'),
  titleField: 'name',
  numberField: 'customerNo',
  keys: [['customerNo'], ['name']],
  can: ALL,
  fields: [
    field('customerNo', 'text', '客户编号', 'Customer no.', {
      maxLength: 40,
      help: both('留空则自动编号', 'Left empty, a number is given'),
    }),
    field('name', 'text', '客户名称', 'Name', { required: true, maxLength: 200 }),
    field('shortName', 'text', '简称', 'Short name', { maxLength: 60 }),
    field('kind', 'enumeration', '类型', 'Kind', {
      required: true,
      defaultValue: 'company',
      options: [option('company', '企业', 'Company'), option('person', '个人', 'Person')],
    }),
    field('parent', 'reference', '上级客户', 'Parent customer', { target: 'customers', sortable: false }),
    field('creditCode', 'creditCode', '统一社会信用代码', 'Credit code'),
    field('level', 'enumeration', '级别', 'Level', {
      options: ['A', 'B', 'C'].map((code) => option(code, code, code)),
    }),
    field('industry', 'picklist', '行业', 'Industry', { options: industry.map((one) => option(...one)) }),
    field('source', 'picklist', '来源', 'Source', { options: source.map((one) => option(...one)) }),
    field('status', 'enumeration', '客户状态', 'Status', { readOnly: true, options: status.map((one) => option(...one)) }),
    field('phone', 'phone', '电话', 'Phone'),
    field('email', 'email', '邮箱', 'Email'),
    field('website', 'url', '网站', 'Website'),
    field('region', 'region', '地区', 'Region', { sortable: false }),
    field('address', 'text', '地址', 'Address', { maxLength: 300 }),
    field('foundedOn', 'date', '成立日期', 'Founded on'),
    field('annualRevenue', 'money', '年营业额', 'Annual revenue'),
    field('remark', 'longText', '备注', 'Remark', { maxLength: 2000, sortable: false }),
    ...system,
  ],
  actions: [
    { name: 'claim', label: both('领取', 'Claim'), fields: [] },
    {
      name: 'return',
      label: both('退回公海', 'Return to pool'),
      fields: [field('reason', 'text', '原因', 'Reason', { required: true, maxLength: 200 })],
    },
    {
      name: 'assign',
      label: both('分配', 'Assign'),
      fields: [field('user', 'reference', '分配给', 'Assign to', { required: true, target: 'users' })],
    },
  ],
  views: [
    {
      id: 'all',
      label: both('全部客户', 'All customers'),
      columns: ['name', 'customerNo', 'level', 'status', 'industry', 'phone', 'annualRevenue', 'owner', 'updatedAt'],
      sort: '-updatedAt',
      filter: '',
    },
    {
      id: 'mine',
      label: both('我的客户', 'My customers'),
      columns: ['name', 'customerNo', 'level', 'status', 'industry', 'phone'],
      sort: 'name',
      filter: 'owner==me',
    },
    {
      id: 'key',
      label: both('重点客户', 'Key customers'),
      columns: ['name', 'level', 'status', 'annualRevenue', 'owner'],
      sort: 'name',
      filter: 'level=in=(A)',
    },
  ],
  layout: [
    {
      id: 'basic',
      label: both('基本信息', 'Basics'),
      fields: ['name', 'shortName', 'customerNo', 'kind', 'level', 'industry', 'source', 'creditCode', 'parent', 'owner', 'tags'],
    },
    { id: 'reach', label: both('联系方式', 'Contact details'), fields: ['phone', 'email', 'website', 'region', 'address'] },
    { id: 'more', label: both('更多', 'More'), fields: ['foundedOn', 'annualRevenue', 'remark'] },
  ],
  children: [
    { type: 'contacts', field: 'customer', label: both('联系人', 'Contacts') },
    { type: 'customers', field: 'parent', label: both('客户', 'Customers') },
  ],
  traits: ['timeline', 'attachments', 'duplicates'],
  timelineKinds: [
    { kind: 'created', label: both('创建', 'Created') },
    { kind: 'change', label: both('变更', 'Change') },
    { kind: 'activity', label: both('跟进', 'Activity') },
  ],
}

const contacts = {
  type: 'contacts',
  module: 'crm-customers',
  available: true,
  label: both('联系人', 'Contact'),
  plural: both('联系人', 'Contacts'),
  titleField: 'name',
  keys: [['customer', 'email']],
  can: ALL,
  traits: ['timeline', 'attachments'],
  fields: [
    field('customer', 'reference', '客户', 'Customer', { required: true, target: 'customers', sortable: false }),
    field('name', 'text', '姓名', 'Name', { required: true, maxLength: 100 }),
    field('position', 'text', '职务', 'Position'),
    field('department', 'text', '部门', 'Department'),
    field('mobile', 'phone', '手机', 'Mobile'),
    field('email', 'email', '邮箱', 'Email'),
    field('wechat', 'text', '微信', 'WeChat'),
    field('birthday', 'date', '生日', 'Birthday'),
    field('isPrimary', 'boolean', '首要联系人', 'Primary contact'),
    ...system,
  ],
  views: [
    {
      id: 'all',
      label: both('全部联系人', 'All contacts'),
      columns: ['name', 'customer', 'position', 'mobile', 'email', 'isPrimary', 'updatedAt'],
      sort: 'name',
      filter: '',
    },
  ],
  layout: [
    {
      id: 'basic',
      label: both('基本信息', 'Basics'),
      fields: [
        'customer',
        'name',
        'position',
        'department',
        'mobile',
        'email',
        'wechat',
        'birthday',
        'isPrimary',
        'owner',
        'tags',
      ],
    },
  ],
}

const acmeLoyaltyAccounts = {
  type: 'acmeLoyaltyAccounts',
  module: 'acme-loyalty',
  available: true,
  label: both('积分账户', 'Loyalty account'),
  plural: both('积分账户', 'Loyalty accounts'),
  titleField: 'accountNo',
  can: ALL,
  fields: [
    field('customer', 'reference', '客户', 'Customer', { required: true, target: 'customers', sortable: false }),
    field('accountNo', 'text', '账号', 'Account no.', { required: true }),
    field('tier', 'enumeration', '等级', 'Tier', {
      defaultValue: 'bronze',
      options: [option('bronze', '铜卡', 'Bronze'), option('silver', '银卡', 'Silver'), option('gold', '金卡', 'Gold')],
    }),
    field('points', 'integer', '积分', 'Points', { readOnly: true }),
    ...system,
  ],
  actions: [{ name: 'promote', label: both('升级', 'Promote'), fields: [] }],
  views: [
    {
      id: 'all',
      label: both('全部账户', 'All accounts'),
      columns: ['accountNo', 'customer', 'tier', 'points', 'updatedAt'],
      sort: '-points',
      filter: '',
    },
  ],
}
const acmeLoyaltyEntries = {
  type: 'acmeLoyaltyEntries',
  module: 'acme-loyalty',
  available: true,
  label: both('积分明细', 'Entry'),
  plural: both('积分明细', 'Entries'),
  titleField: 'reason',
  can: ['read', 'create'],
  fields: [
    field('account', 'reference', '账户', 'Account', { required: true, target: 'acmeLoyaltyAccounts' }),
    field('points', 'integer', '积分', 'Points', { required: true }),
    field('reason', 'text', '事由', 'Reason'),
    field('occurredOn', 'date', '日期', 'Date'),
    ...system,
  ],
}
const users = {
  type: 'users',
  module: 'crm-work',
  available: true,
  label: both('用户', 'User'),
  plural: both('用户', 'Users'),
  titleField: 'name',
  can: ['read'],
  fields: [field('name', 'text', '姓名', 'Name'), ...system],
}

const activities = {
  type: 'activities',
  module: 'crm-work',
  available: true,
  label: both('跟进', 'Activity'),
  plural: both('跟进记录', 'Activities'),
  titleField: 'subject',
  can: ALL,
  fields: [
    field('subject', 'text', '主题', 'Subject'),
    field('kind', 'enumeration', '方式', 'Kind', { options: [option('call', '电话', 'Call'), option('note', '备注', 'Note')] }),
    field('content', 'longText', '内容', 'Content'),
    field('related', 'links', '相关', 'Related', { targets: ['customers', 'contacts'], sortable: false }),
    field('occurredAt', 'instant', '时间', 'At'),
    ...system,
  ],
}

export const types = { customers, contacts, acmeLoyaltyAccounts, acmeLoyaltyEntries, users, activities }
export const regions = [
  ['370000', '山东省'],
  ['370100', '济南市', '370000'],
  ['370102', '历下区', '370100'],
  ['370200', '青岛市', '370000'],
  ['370202', '市南区', '370200'],
  ['310000', '上海市'],
  ['310115', '浦东新区', '310000'],
].map(([code, name, parent = null]) => ({ code, name, parent }))
