#!/usr/bin/env bash
# 上传到腾讯云 COS，用 coscli（coscli config init 配好账号和桶）。没有改动的文件（CRC64 相同）不重传。
# 本项目没有在真的 COS 上运行过，只用替身核对了命令的写法和次序；第一次用，请先传到一个试用的桶。
# 用法：TARGET=cos://桶的别名/qinghe bash cos.sh public
# 第一次上传，前面再加 FIRST=1。次序和其他说明在 objects.sh 里。
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/objects.sh"
: "${TARGET:?写明传到哪里，例如 TARGET=cos://桶的别名/qinghe}"

put() {
  coscli sync -r --meta "Content-Type:$2#Cache-Control:$3" "$1/" "$TARGET/"
}
fetch() {
  coscli cp "$TARGET/$1" "$2"
}
drop() {
  coscli rm -f "$TARGET/$1"
}

upload "${1:?写明网页在哪个文件夹，例如 public}"
