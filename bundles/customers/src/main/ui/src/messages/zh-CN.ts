export default {
  level: '{level} 级',
  noLevel: '未评级',
  total: '客户总数',
  levelChart: '各级别客户数量',
  loadFailed: '加载失败',
  retry: '重试',
  noCustomers: '还没有客户',
  create: '新建客户',
  showAll: '全部客户',
}
