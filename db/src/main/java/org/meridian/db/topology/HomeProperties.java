package org.meridian.db.topology;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a process runs.
 *
 * @param region the home region's name, for example {@code eu}
 * @param topology the topology file; none means the one that is built in
 */
@ConfigurationProperties("meridian")
record HomeProperties(@Nullable String region, @Nullable Path topology) {}
