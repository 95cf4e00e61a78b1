import type { NginxOptions } from './nginx.ts';

/** What stands in docs/部署.md for whoever deploys a site to put his own in its place. */
export const sampleOptions: NginxOptions = {
  serverName: 'www.example.gov.cn',
  root: '/srv/gongkai/site',
  listen: [
    'listen 443 ssl;',
    'listen [::]:443 ssl;',
    'ssl_certificate /etc/nginx/ssl/www.example.gov.cn.pem;',
    'ssl_certificate_key /etc/nginx/ssl/www.example.gov.cn.key;',
  ],
};
