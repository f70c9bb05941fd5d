# Sourced by the scripts: finds a JDK 25 and exports JAVA_HOME, or says clearly what is missing.
# Looks at JAVA_HOME, at the java on the path, then at the usual folders of installed JDKs.

jdk_release() { # the feature release of the JDK in folder $1, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local wanted=25 candidate path_java
  path_java=$(command -v javac || true)
  [ -z "$path_java" ] || path_java=$(dirname "$(dirname "$(readlink -f "$path_java")")")
  for candidate in "${JAVA_HOME:-}" "$path_java" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && [ "$(jdk_release "$candidate")" = "$wanted" ]; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  cat >&2 <<MISSING
Meridian needs a JDK $wanted, and none was found in JAVA_HOME, on the path or in the usual folders (/usr/lib/jvm, ~/.jdks, …).
Install one (any vendor's JDK $wanted, with javac) or point JAVA_HOME at it, then run the command again.
MISSING
  return 1
}
