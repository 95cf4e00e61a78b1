#!/bin/sh
# 对象存储的静态网站（阿里云 OSS、腾讯云 COS、华为云 OBS、S3）：sh docs/hosting/object-storage.sh 远端名:存储桶
# 要先装 rclone，并用 rclone config 建好远端（类型选 s3，再选服务商）。
# 在存储桶的“静态页面”里设：默认首页 index.html，子目录也用首页，错误页 404.html、状态码 404；
# 并绑定自己的域名：用服务商的默认域名，网页会被下载而不是打开。
#
# 每个文件只能带少数几个响应头：
#   有效的    网页里写的 Content-Security-Policy（meta）；Cache-Control（由本脚本设）；旧地址上的小网页自己转
#   没有的    frame-ancestors、X-Content-Type-Options 等其余响应头，压缩：前面有 CDN 的，在 CDN 里照部署.md 设；
#             下载文件的中文名；_headers、_redirects 不起作用，也不上传
# 对象存储不能整个换新：先传样式、脚本和索引，再传其余的，最后才删旧的，这样新旧网页都找得到它要的文件。
set -eu
remote=$1

npm run check
npm run build
npx gongkai verify _site

forever='Cache-Control: public, max-age=31536000, immutable'
again='Cache-Control: no-cache'

# 文件名里有散列的。
rclone copy _site "$remote" --checksum --header-upload "$forever" \
  --include '/assets/**' --include '/search/pagefind/**_*.pf_*'
# 其余的；给服务器看的不上传。
rclone copy _site "$remote" --checksum --header-upload "$again" \
  --exclude '/assets/**' --exclude '/search/pagefind/**_*.pf_*' \
  --exclude '/_nginx/**' --exclude '/_headers' --exclude '/_redirects' --exclude '/.gongkai'
# 删去旧的。
rclone sync _site "$remote" --checksum \
  --exclude '/_nginx/**' --exclude '/_headers' --exclude '/_redirects' --exclude '/.gongkai'
# 传上去的与核对过的一字不差。
rclone check _site "$remote" --one-way \
  --exclude '/_nginx/**' --exclude '/_headers' --exclude '/_redirects' --exclude '/.gongkai'
