package org.meridian.checkin.place;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.asking.SharedAnswers;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
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
    private final GroupCommit<PlaceId, Optional<Place>> rows;
    private final SharedAnswers<PlaceId, Place> remembered;

    Places(JdbcClient jdbc, Topology topology, GroupCommits commits, PlaceProperties properties) {
        this.rows = commits.reading("places", this::find); // those of the moment in one statement
        this.jdbc = jdbc;
        this.topology = topology;
        this.remembered = new SharedAnswers<>(Caffeine.newBuilder().maximumSize(properties.remembered()), this::read);
    }

    /**
     * @throws ProblemException 404 when there is no such place
     * @throws org.meridian.db.topology.UnknownCountryException when no region serves its country
     */
    public Place get(PlaceId id) {
        return remembered.get(id);
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
        return rows.submit(id.country(), id).orElseThrow(() -> ProblemException.notFound("place"));
    }

    /** Those of one country that are asked for at the same time, in the order asked for. */
    private List<Optional<Place>> find(Country country, List<PlaceId> ids) {
        Map<PlaceId, Place> found = jdbc
                .sql("""
                        SELECT id, owner_id, name, corp_name, corp_no, division, created_at
                          FROM place
                         WHERE id = ANY(:ids) AND country_code = :country
                        """)
                .param("ids", ids.stream().map(PlaceId::id).toArray(UUID[]::new))
                .param("country", country.code())
                .query((row, number) -> place(country, row))
                .list()
                .stream()
                .collect(Collectors.toMap(Place::id, Function.identity()));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private static Place place(Country country, ResultSet row) throws SQLException {
        return new Place(
                new PlaceId(row.getObject(1, UUID.class), country.code()),
                new StaffId(row.getObject(2, UUID.class), country.code()),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }
}
