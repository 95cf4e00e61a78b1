#!/bin/sh
# 用 rsync 把网站发到自己的服务器：sh docs/hosting/rsync.sh 用户@服务器 /srv/gongkai
# 每个版本放在自己的目录里，全部传完、核对无误，才把 site 指过去；访问的人不会看到一半新、一半旧的网站。
# 响应头、下载文件的中文名、旧地址都由服务器上的 nginx 决定，见部署.md。
# 服务器上那个用户要能用 sudo 重新载入 nginx；不能的，去掉最后一行，每次请管理员重新载入。
set -eu
host=$1
base=$2

npm run check
npm run build
npx gongkai verify _site
# 版本名由内容得来：内容没有变，就是同一个版本。
release=$(sha256sum _site/SHA256SUMS | cut -c 1-16)

ssh "$host" "mkdir -p '$base/releases/$release'"
rsync --recursive --checksum --delete --chmod=D755,F644 _site/ "$host:$base/releases/$release/"
ssh "$host" "cd '$base/releases/$release' && sha256sum --check --quiet SHA256SUMS \
  && ln -sfn 'releases/$release' '$base/site.new' && mv -T '$base/site.new' '$base/site'"
ssh "$host" "sudo nginx -t -q && sudo systemctl reload nginx"
