package org.meridian.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.deploy.day.Day;

/** Plays the day on this machine's processes and looks into this machine's nodes. */
final class DayPlay {

    private DayPlay() {}

    /** The day's exit status: 0 when every expected colour, count and placement was there. */
    static int run(Home home, List<String> regions, @Nullable String through) {
        LocalCluster cluster = LocalCluster.open(home.cluster());
        Map<String, DataSource> nodes = new LinkedHashMap<>();
        cluster.nodes().stream()
                .filter(n -> cluster.answers(n.region()))
                .forEach(n -> nodes.put(n.region(), cluster.owner(n.region())));
        return Day.run(home.topology(), regions, through, nodes, System.out);
    }
}
