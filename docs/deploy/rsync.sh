#!/usr/bin/env bash
# 用 rsync 上传到自己的服务器：每次传到一个新的文件夹，传齐了才把链接 current 一下子换过去；读者看到的总是完整的一套。
# 用法：
#   TARGET=gongkai@www.example.gov.cn:/srv/qinghe bash rsync.sh public       上传并切换
#   TARGET=gongkai@www.example.gov.cn:/srv/qinghe bash rsync.sh --rollback   换回上一套
# TARGET 里没有“:”的，是本机的文件夹。服务器上要有 rsync；留几套由 KEEP 定，不写是5。
# 网站服务器的根目录指到 /srv/qinghe/current，见 nginx.conf、Caddyfile。
set -euo pipefail
: "${TARGET:?写明传到哪里，例如 TARGET=gongkai@www.example.gov.cn:/srv/qinghe}"
folder=${TARGET##*:}
if [[ $folder != /* ]]; then
  echo "TARGET 里的文件夹要写全，从“/”写起，没有上传。" >&2
  exit 1
fi

# 在服务器上运行一段脚本，$1、$2……是后面的参数。
there() {
  local script=$1
  shift
  if [[ $TARGET == *:* ]]; then
    ssh "${TARGET%%:*}" "bash -euo pipefail -c $(printf '%q ' "$script" there "$@")"
  else
    bash -euo pipefail -c "$script" there "$@"
  fi
}

# 把 current 换到一套上：先做好一个新的链接，再改名，中间没有空档。
switch='
  cd "$1"
  ln -sfn "releases/$2" .current.new
  mv -T .current.new current'

if [[ ${1:?写明网页在哪个文件夹，例如 public} == --rollback ]]; then
  # 先后按传齐的时间（ls -t，新的在前），不按名称：RELEASE 可以随意起名。
  last=$(there '
    cd "$1"
    now=$(basename "$(readlink current)")
    ls -t releases | grep -v "\.part$" | awk -v now="$now" "older { print; older = 0 } \$0 == now { older = 1 }"' "$folder")
  if [[ -z $last ]]; then
    echo "没有更早的一套可以换回。" >&2
    exit 1
  fi
  there "$switch" "$folder" "$last"
  echo "已换回 $last。"
  exit
fi

public=${1%/}
if [[ ! -f $public/gongkai.txt ]]; then
  echo "“$public”里没有 gongkai.txt，不是 gongkai 生成的网页，没有上传。" >&2
  exit 1
fi
release=${RELEASE:-$(date -u +%Y%m%dT%H%M%SZ)}
if [[ $release == *[!A-Za-z0-9_-]* ]]; then
  echo "RELEASE 只能用英文字母、数字、“-”和“_”，没有上传。" >&2
  exit 1
fi
keep=${KEEP:-5}
if [[ ! $keep =~ ^[1-9][0-9]*$ ]]; then
  echo "KEEP 是留几套，要写1或者更大的整数，例如 KEEP=5，没有上传。" >&2
  exit 1
fi
# 第一次上传时还没有 current，没有可以共用的。
shared=$(there '
  mkdir -p "$1/releases"
  if [[ -e $1/releases/$2 ]]; then
    echo "$1/releases/$2 已经有了，没有上传。换一个 RELEASE，或者等一秒再试。" >&2
    exit 1
  fi
  if [[ -e $1/current ]]; then echo "$1/current/"; fi' "$folder" "$release")
# 没有改动的文件不重传，与现在的一套共用（硬链接），修改时间也不变，读者不用重新下载。
# 传的过程中名称以 .part 结尾，断了的下次删去。
rsync -rl --chmod=D755,F644 --checksum ${shared:+"--link-dest=$shared"} "$public/" "$TARGET/releases/$release.part/"
there '
  touch "$1/releases/$2.part"
  mv -T "$1/releases/$2.part" "$1/releases/$2"' "$folder" "$release"
there "$switch" "$folder" "$release"
# 断了的，和最近传齐的几套以前的，删去；正在用的不删。
there '
  cd "$1/releases"
  now=$(basename "$(readlink ../current)")
  rm -rf -- *.part
  ls -t | tail -n +"$(($2 + 1))" | while IFS= read -r old; do
    if [[ $old != "$now" ]]; then rm -rf -- "$old"; fi
  done' "$folder" "$keep"
echo "已上传并切换到 $release。"
