package org.meridian.bench.security.codes;

import org.meridian.bench.stack.Sql;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;

/** What registration-service's table says of a code. */
record Challenges(World world) {

    long tries(String challengeId) {
        ResidentId id = ResidentId.of(challengeId); // every id is written alike
        Country country = id.country();
        var topology = world.stack().topology();
        Sql sql = new Sql(world.stack().database(topology.regionOf(country).name()));
        return sql.number(
                "SELECT tries FROM registration."
                        + topology.partitionOf(country).of("otp_challenge") + " WHERE id = ?",
                id.id());
    }
}
