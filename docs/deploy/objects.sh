# 上传到对象存储的次序。oss.sh、cos.sh、obs.sh、s3.sh 共用，与它们放在同一个文件夹里；不单独运行。
#
# 用的脚本要先写好三个函数：
#   put 文件夹 内容类型 缓存    上传文件夹里的全部文件
#   fetch 网址 文件             取回一个文件
#   drop 网址                   删去一个文件；本来就没有的，不算错
#
# 次序：先传样式、图片、附件，再传文件夹里的网页，最后传最上一层的首页、目录和订阅，这样先传上去的都有得链接；
# 全部传完才删去撤下的。网站上的 gongkai.txt 先换成新旧两份清单的合并，删完再换成新的：
# 在哪一步断了，再运行一次都接得上，不会有删漏的文件。

# 一个文件的内容类型，放进变量 type。
type_of() {
  case "${1##*/}" in
    *.html | *.htm) type='text/html; charset=utf-8' ;;
    *.css) type='text/css; charset=utf-8' ;;
    *.js) type='text/javascript; charset=utf-8' ;;
    *.json) type='application/json; charset=utf-8' ;;
    *.jsonld) type='application/ld+json; charset=utf-8' ;;
    *.xml) type='text/xml; charset=utf-8' ;;
    *.svg) type='image/svg+xml; charset=utf-8' ;;
    *.csv) type='text/csv; charset=utf-8' ;;
    *.txt) type='text/plain; charset=utf-8' ;;
    *.png) type='image/png' ;;
    *.jpg | *.jpeg) type='image/jpeg' ;;
    *.gif) type='image/gif' ;;
    *.webp) type='image/webp' ;;
    *.ico) type='image/x-icon' ;;
    *.woff) type='font/woff' ;;
    *.woff2) type='font/woff2' ;;
    *.pdf) type='application/pdf' ;;
    *.ofd) type='application/ofd' ;;
    *.rtf) type='application/rtf' ;;
    *.zip) type='application/zip' ;;
    *.doc) type='application/msword' ;;
    *.xls) type='application/vnd.ms-excel' ;;
    *.ppt) type='application/vnd.ms-powerpoint' ;;
    *.docx) type='application/vnd.openxmlformats-officedocument.wordprocessingml.document' ;;
    *.xlsx) type='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' ;;
    *.pptx) type='application/vnd.openxmlformats-officedocument.presentationml.presentation' ;;
    *) type='application/octet-stream' ;;
  esac
}

# 清单里的文件，一行一个，排好次序；前两行是说明。
listed() {
  tail -n +3 "$1" | LC_ALL=C sort
}

# 把一份清单换上去。
put_list() {
  rm -rf "$work/stage"
  mkdir "$work/stage"
  cp "$1" "$work/stage/gongkai.txt"
  put "$work/stage" 'text/plain; charset=utf-8' no-cache
}

# 上传一个栏目：upload 网页文件夹
upload() {
  local public=$1 path type step cache group
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  if [[ ! -f $public/gongkai.txt ]]; then
    echo "“$public”里没有 gongkai.txt，不是 gongkai 生成的网页。" >&2
    return 1
  fi
  listed "$public/gongkai.txt" >"$work/new"
  if [[ ${FIRST:-} == 1 ]]; then
    : >"$work/old"
  elif fetch gongkai.txt "$work/gongkai.txt"; then
    listed "$work/gongkai.txt" >"$work/old"
  else
    echo "取不到网站上的 gongkai.txt，没有上传。第一次上传的，加上 FIRST=1；不是第一次的，检查网络和账号。" >&2
    return 1
  fi

  # 每个文件在第几步传，怎样缓存，是什么类型。
  while IFS= read -r path; do
    if [[ ! -f $public/$path ]]; then
      echo "清单里的“$path”不在“$public”里，没有上传。重新生成以后再传。" >&2
      return 1
    fi
    type_of "$path"
    case "$path" in
      gongkai.txt) continue ;;
      assets/*) step=1 cache='public, max-age=600' ;;
      */*.html) step=2 cache=no-cache ;;
      */*) step=1 cache=no-cache ;;
      *) step=3 cache=no-cache ;;
    esac
    printf '%s\t%s\t%s\t%s\n' "$step" "$cache" "$type" "$path"
  done <"$work/new" >"$work/plan"

  { head -n 2 "$public/gongkai.txt" && LC_ALL=C sort -u "$work/old" "$work/new"; } >"$work/both"
  put_list "$work/both"
  cut -f 1-3 "$work/plan" | LC_ALL=C sort -u >"$work/groups"
  while IFS=$'\t' read -r -u 3 step cache type; do
    rm -rf "$work/stage"
    mkdir "$work/stage"
    group=$(printf '%s\t%s\t%s' "$step" "$cache" "$type")
    awk -v group="$group" '{ at = index($0, group "\t") } at == 1 { print substr($0, length(group) + 2) }' "$work/plan" |
      (cd "$public" && xargs -d '\n' cp -p --parents -t "$work/stage" --)
    put "$work/stage" "$type" "$cache"
  done 3<"$work/groups"
  while IFS= read -r -u 3 path; do
    drop "$path"
  done 3< <(LC_ALL=C comm -23 "$work/old" "$work/new")
  put_list "$public/gongkai.txt"
}
