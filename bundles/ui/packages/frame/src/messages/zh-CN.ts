export default {
  brand: '蓬莱 CRM', home: '工作台', more: '更多', navigation: '主导航', skip: '跳到正文', narrowNav: '收起导航', widenNav: '展开导航', undo: '撤销', dismiss: '关闭', retry: '重试', reload: '重新加载', toHome: '返回工作台',
  group: { home: '工作台', customers: '客户', sales: '销售', marketing: '营销', support: '服务', analytics: '分析', more: '扩展', settings: '设置' },
  searchCustomers: '搜索客户', create: '新建', language: '语言 / Language', theme: '主题', themes: { light: '浅色', dark: '深色', system: '跟随系统' }, account: '账户：{name}', connectionLost: '连接中断，正在重连',
  greeting: { night: '夜深了，{name}', morning: '早上好，{name}', afternoon: '下午好，{name}', evening: '晚上好，{name}' }, noWidgets: '还没有可显示的内容', noWidgetsText: '安装业务模块后，这里会出现客户、销售等概览。',
  signInTitle: '登录蓬莱 CRM', signInText: '使用您的账户继续', username: '用户名', password: '密码', signIn: '登录', signOut: '退出登录', badCredentials: '用户名或密码不正确', tooManyTries: '尝试次数过多，请稍后再试', sessionEnded: '登录已过期', sessionEndedText: '重新登录后即可继续，页面上的内容不会丢失。',
  unreachable: '无法连接服务器', unreachableText: '服务可能正在启动，请稍后重试。',
  leaveTitle: '放弃未保存的修改？', leaveText: '离开后，本页尚未保存的内容将丢失。', leaveAnyway: '放弃修改', stay: '继续编辑',
  pluginAdded: '“{name}”已可用', pluginUpgraded: '“{name}”已升级到 {version}', pluginGone: '“{name}”已停用', pluginBroken: '“{name}”的新版本无法加载，继续使用原版本', pluginWaits: '“{name}”有新版本，保存后自动更新', pluginLeaves: '“{name}”已停用，请先处理未保存的内容', applyNow: '立即应用', pluginFailed: '“{name}”出错了', noComponent: '模块中没有名为 {name} 的部件', frameChanged: '控制台已更新，重新加载后使用新版本',
  goneTitle: '“{name}”当前不可用', goneText: '所属模块已停用或正在升级，恢复后本页会自动显示。', notFoundTitle: '没有这个页面', notFoundText: '地址可能有误，或所属模块尚未安装；安装后本页会自动显示。',
  modules: '模块', modulesFailed: '模块列表加载失败', moduleState: { running: '运行中', starting: '正在启动', stopped: '已停止', failed: '故障' },
  jobs: '任务中心', jobsRunning: '任务中心，{count} 个正在运行', jobsFailed: '任务列表加载失败', noJobs: '还没有任务', noJobsText: '导入、导出等耗时操作的进度会显示在这里。', jobState: { queued: '排队中', running: '运行中', succeeded: '已完成', failed: '失败', cancelled: '已取消' }, cancelJob: '取消', showResult: '查看结果',
}
