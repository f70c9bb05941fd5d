package org.meridian.checkin.place;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All places; those in use are remembered, because a place never changes. */
@Repository
public class Places {

    private final JdbcClient jdbc;
    private final Topology topology;
    private final AsyncCache<PlaceId, Place> remembered;

    Places(JdbcClient jdbc, Topology topology, PlaceProperties properties) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.remembered =
                Caffeine.newBuilder().maximumSize(properties.remembered()).buildAsync();
    }

    /**
     * @throws ProblemException 404 when there is no such place
     * @throws org.meridian.db.topology.UnknownCountryException when no region serves its country
     */
    public Place get(PlaceId id) {
        CompletableFuture<Place> known = remembered.getIfPresent(id);
        return known == null ? readOnce(id) : joined(known);
    }

    /** However many ask for it at once. */
    private Place readOnce(PlaceId id) {
        CompletableFuture<Place> mine = new CompletableFuture<>();
        CompletableFuture<Place> others = remembered.asMap().putIfAbsent(id, mine);
        if (others != null) {
            return joined(others);
        }
        try {
            mine.complete(read(id));
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure); // and so it is forgotten
        }
        return joined(mine);
    }

    private static Place joined(CompletableFuture<Place> place) {
        try {
            return place.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException reason ? reason : failure;
        }
    }

    /** The same for its owner only. @throws ProblemException 404 for anybody else, as when there is no such place */
    public Place get(PlaceId id, Caller owner) {
        Place place = get(id);
        if (!PlaceAccess.owns(place, owner)) {
            throw ProblemException.notFound("place");
        }
        return place;
    }

    /** Writes a new place, within a transaction of its country. */
    public void add(Place place) {
        jdbc.sql("""
                        INSERT INTO place (id, country_code, owner_id, name, corp_name, corp_no, division, created_at)
                        VALUES (:id, :country, :owner, :name, :corpName, :corpNo, :division, :createdAt)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", place.id().id())
                .param("country", place.id().countryCode())
                .param("owner", place.owner().id())
                .param("name", place.name())
                .param("corpName", place.corpName())
                .param("corpNo", place.corpNo())
                .param("division", place.division())
                .param("createdAt", Timestamp.from(place.createdAt()))
                .update();
    }

    private Place read(PlaceId id) {
        topology.regionOf(id.country());
        return jdbc.sql("""
                        SELECT owner_id, name, corp_name, corp_no, division, created_at
                          FROM place
                         WHERE id = :id AND country_code = :country
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, number) -> place(id, row))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("place"));
    }

    private static Place place(PlaceId id, ResultSet row) throws SQLException {
        return new Place(
                id,
                new StaffId(row.getObject(1, UUID.class), id.countryCode()),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }
}
