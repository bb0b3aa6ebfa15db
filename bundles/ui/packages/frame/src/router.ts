import { createRouter, createWebHistory } from 'vue-router'
import { guardDrafts } from './leaving'
import GonePage from './pages/GonePage.vue'
import HomePage from './pages/HomePage.vue'
import { t } from './text'

/** The frame's own pages; plug-ins add theirs while the page is open. */
export const router = createRouter({
  history: createWebHistory('/'),
  routes: [
    { path: '/', component: HomePage, meta: { title: () => t('home') } },
    { path: '/jobs', component: () => import('./pages/JobsPage.vue'), meta: { title: () => t('jobs') } },
    {
      path: '/notifications',
      component: () => import('./pages/NotificationsPage.vue'),
      meta: { title: () => t('notifications') },
    },
    { path: '/help/:chapter?', component: () => import('./guide/GuidePage.vue'), meta: { title: () => t('help') } },
    { path: '/gallery', component: () => import('./gallery/GalleryPage.vue'), meta: { title: () => t('galleryPage') } },
    {
      path: '/settings/personal',
      component: () => import('./pages/PersonalPage.vue'),
      meta: { title: () => t('personalSettings') },
    },
    {
      path: '/settings/:plugin/:id',
      component: () => import('./pages/SlotPage.vue'),
      props: true,
      meta: { title: () => t('group.settings') },
    },
    { path: '/:rest(.*)*', component: GonePage },
  ],
})

guardDrafts(router)
