#!/usr/bin/env bash
# 上传到阿里云 OSS，用 ossutil 1.7（ossutil config 配好账号）。
# 本项目没有在真的 OSS 上运行过，只用替身核对了命令的写法和次序；第一次用，请先传到一个试用的桶。
# 用法：TARGET=oss://桶名/qinghe bash oss.sh public
# 第一次上传，前面再加 FIRST=1。次序和其他说明在 objects.sh 里。
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/objects.sh"
: "${TARGET:?写明传到哪里，例如 TARGET=oss://桶名/qinghe}"

put() {
  ossutil cp -r -f --meta "Content-Type:$2#Cache-Control:$3" "$1/" "$TARGET/"
}
fetch() {
  ossutil cp -f "$TARGET/$1" "$2"
}
drop() {
  ossutil rm -f "$TARGET/$1"
}

upload "${1:?写明网页在哪个文件夹，例如 public}"
