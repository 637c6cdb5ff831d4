#!/usr/bin/env bash
# 上传到华为云 OBS，用 obsutil（obsutil config 配好账号）。
# 本项目没有在真的 OBS 上运行过，只用替身核对了命令的写法和次序；第一次用，请先传到一个试用的桶。
# obsutil 上传时不能逐个指定 Content-Type 的字符集和 Cache-Control：类型由它照扩展名填，网页自己写明了字符集；
# 缓存在 OBS 前面的 CDN 上设。要逐个指定的，用 s3.sh（OBS 有 S3 接口）。
# 用法：TARGET=obs://桶名/qinghe bash obs.sh public
# 第一次上传，前面再加 FIRST=1。次序和其他说明在 objects.sh 里。
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/objects.sh"
: "${TARGET:?写明传到哪里，例如 TARGET=obs://桶名/qinghe}"

put() {
  obsutil cp "$1" "$TARGET" -r -f -flat
}
fetch() {
  obsutil cp "$TARGET/$1" "$2" -f
}
drop() {
  obsutil rm "$TARGET/$1" -f
}

upload "${1:?写明网页在哪个文件夹，例如 public}"
