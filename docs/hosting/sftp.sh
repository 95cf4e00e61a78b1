#!/bin/sh
# 只开放 SFTP、不能在上面运行命令的服务器（如集约化平台）：sh docs/hosting/sftp.sh 用户@服务器 /网站上级目录
# 要先装 lftp。网站在 <网站上级目录>/site；新的先传到旁边的 site.new，取回来核对无误，再换名，上一版留作 site.old。
#
# 响应头要请服务器的管理员照部署.md 设置。设不了的：
#   有效的    网页里写的 Content-Security-Policy（meta）；旧地址上的小网页自己转
#   没有的    frame-ancestors、X-Content-Type-Options 等其余响应头；下载文件的中文名；压缩和缓存以服务器为准
# _nginx/、_headers、_redirects 和以“.”开头的文件不是给访问的人看的，请管理员设为不可访问；里面没有秘密。
set -eu
host=$1
base=$2

npm run check
npm run build
npx gongkai verify _site

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
# 从上一版改起，只传变了的文件。第一次没有上一版，那一步出错无妨。
lftp "sftp://$host" <<COMMANDS
cd "$base"
mv site.old site.new
set cmd:fail-exit yes
mirror --reverse --delete --parallel=4 _site site.new
mirror --parallel=4 site.new "$copy"
COMMANDS
npx gongkai verify "$copy"
lftp "sftp://$host" <<COMMANDS
cd "$base"
mv site site.old
set cmd:fail-exit yes
mv site.new site
COMMANDS
