# Sourced by the scripts: builds what is missing or old, and runs the launcher on a JDK 25.
# Settings from the environment: MERIDIAN_RUN (folder of everything that runs, deploy/run), MERIDIAN_TOPOLOGY (another
# topology file), MERIDIAN_DB_PORT (15433), MERIDIAN_NO_BUILD=1 (take what is built as it is),
# MERIDIAN_JAVA_OPTIONS (more flags for the services' JVMs), MERIDIAN_NICE (how far services stand behind others where
# processors are short, and the gateway before them: 0 to 19, 5), MERIDIAN_OVERRIDES (a file of what single processes are told
# otherwise, eu-gateway.meridian.services.eu.results=http://...), MERIDIAN_DB_SEEN_AT (the port at which everybody reaches the
# database nodes, where something stands in front of them).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
modules="db platform registration-service sampling-service results-service checkin-service sharing-service gateway deploy"
. "$root/deploy/jdk.sh"

is_built() { # whether every jar is there and no source is newer than the last build
  local module stamp="$root/deploy/target/built"
  [ -f "$stamp" ] && [ -d "$root/deploy/target/lib" ] || return 1
  for module in $modules; do
    [ -f "$root/$module/target/$module-1.0-SNAPSHOT.jar" ] || return 1
  done
  # a folder is newer too when a file in it was deleted
  [ -z "$(cd "$root" && find pom.xml $(printf '%s/pom.xml ' $modules) \
      $(for module in $modules; do [ ! -d "$module/src/main" ] || echo "$module/src/main"; done) \
      -newer "$stamp" -print -quit)" ]
}

build() {
  [ "${MERIDIAN_NO_BUILD:-}" != 1 ] || return 0
  ! is_built || return 0
  local begin=$SECONDS stamp
  echo "[  0.0 s] building (only when a source has changed; downloads come on top the first time)"
  stamp=$(mktemp) # as old as the build's begin: what is edited meanwhile counts as newer
  if ! "$root/mvnw" -q -T 1C -Dquick=true -DskipTests package; then
    rm -f "$stamp"
    echo "The build failed, see above; nothing was started." >&2
    return 1
  fi
  mv "$stamp" "$root/deploy/target/built"
  printf '[%5.1f s] built\n' $((SECONDS - begin))
}

launch() { # the launcher with these arguments, in place of this shell
  if [ ! -d "$root/deploy/target/lib" ]; then
    echo "Meridian is not built yet: run deploy/up first." >&2
    exit 1
  fi
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx96m -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dmeridian.home=$root" "-Dmeridian.startedAt=${started_at:-$(date +%s%3N)}" \
    -cp "$root/deploy/target/deploy-1.0-SNAPSHOT.jar:$root/deploy/target/lib/*" org.meridian.deploy.Deploy "$@"
}
