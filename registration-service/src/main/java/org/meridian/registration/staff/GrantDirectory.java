package org.meridian.registration.staff;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.data.EveryRegion;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.web.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The administrators' list of grants that take two of them, across all regions; the latest come first. */
@Repository
public class GrantDirectory {

    private static final Comparator<GrantRow> LATEST_FIRST =
            Comparator.comparing((GrantRow row) -> row.id().id(), Ids.ORDER).reversed();

    private final EveryRegion everyRegion;
    private final StaffAccounts accounts;
    private final Clock clock;

    GrantDirectory(EveryRegion everyRegion, StaffAccounts accounts, Clock clock) {
        this.everyRegion = everyRegion;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param missingRegions those that could not be asked */
    public record Listing(List<GrantView> grants, List<String> missingRegions) {}

    /**
     * One more than a page, when there are more.
     *
     * @param status all when absent
     * @param before the last grant of the page before
     */
    public Listing everywhere(@Nullable GrantStatus status, @Nullable UUID before) {
        Instant now = clock.instant();
        EveryRegion.Found<GrantRow> found = everyRegion
                .read((administrators, names) -> list(administrators, names, status, before, now))
                .first(Cursor.PAGE + 1, LATEST_FIRST);
        UUID[] ids =
                found.rows().stream().map(row -> row.staff().id()).distinct().toArray(UUID[]::new);
        EveryRegion.Found<MaskedStaff> whose =
                everyRegion.read((administrators, names) -> accounts(administrators, names, ids));
        Map<StaffId, MaskedStaff> byId =
                whose.rows().stream().collect(Collectors.toMap(MaskedStaff::id, Function.identity()));
        return new Listing(
                found.rows().stream()
                        .map(row -> GrantView.of(row, byId.get(row.staff()), now))
                        .toList(),
                Stream.concat(found.missingRegions().stream(), whose.missingRegions().stream())
                        .distinct()
                        .toList());
    }

    @CrossRegion
    private static List<GrantRow> list(
            JdbcClient administrators,
            EveryRegion.Names names,
            @Nullable GrantStatus status,
            @Nullable UUID before,
            Instant now) {
        return administrators
                .sql(GrantRow.COLUMNS + names.of("staff_grant") + """
                         WHERE (CAST(:status AS text) IS NULL
                                OR CASE WHEN state = 'PENDING' AND decide_before <= :now THEN 'LAPSED' ELSE state END
                                 = CAST(:status AS text))
                           AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("status", status == null ? null : status.name())
                .param("before", before)
                .param("now", Timestamp.from(now))
                .param("limit", Cursor.PAGE + 1)
                .query(GrantRow::of)
                .list();
    }

    @CrossRegion
    private List<MaskedStaff> accounts(JdbcClient administrators, EveryRegion.Names names, UUID[] ids) {
        return administrators
                .sql(StaffAccounts.SEALED + names.of("staff_account") + " WHERE id = ANY(:ids)")
                .param("ids", ids)
                .query(accounts::open)
                .list();
    }
}
