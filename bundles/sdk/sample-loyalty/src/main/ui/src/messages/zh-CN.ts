export default {
  points: '{count} 分', pointsLabel: '积分', accounts: '{count} 个账户', reason: '事由', date: '日期', entries: '积分明细', noEntries: '还没有积分明细', noAccount: '该客户还没有积分账户', openAccount: '开通积分账户', noAccounts: '还没有积分账户', total: '积分总数', top: '积分最高的账户',
  promote: '升级', promoted: '{account} 已升级', loadFailed: '积分加载失败', retry: '重试', tier: { bronze: '铜卡', silver: '银卡', gold: '金卡' },
}
