#!/usr/bin/env bash
# 上传到任何有 S3 接口的对象存储，用 rclone（Debian、Ubuntu 有软件包）。没有改动的文件不重传。
# 用法：先用 rclone config 配好存储，取名 store；再运行
#   REMOTE=store:桶名/qinghe bash s3.sh public
# 第一次上传，前面再加 FIRST=1。次序和其他说明在 objects.sh 里。
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/objects.sh"
: "${REMOTE:?写明传到哪里，例如 REMOTE=store:桶名/qinghe}"

put() {
  rclone copy --checksum --header-upload "Content-Type: $2" --header-upload "Cache-Control: $3" "$1" "$REMOTE"
}
fetch() {
  rclone copyto "$REMOTE/$1" "$2"
}
drop() {
  rclone delete --files-from-raw <(printf '%s\n' "$1") "$REMOTE"
}

upload "${1:?写明网页在哪个文件夹，例如 public}"
