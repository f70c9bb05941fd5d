package org.meridian.sharing.roster;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.sharing.unit.UnitRegister;
import org.springframework.stereotype.Service;

/** Takes a roster as a whole: read to its end first, then replaced in one transaction, or not at all. */
@Service
public class Rosters {

    /** How the body is written. */
    public enum Format {
        CSV,
        JSON
    }

    private final RosterReader reader;
    private final RosterRows rows;
    private final RosterLimits limits;
    private final RegionalClients<RegistrationClient> registration;
    private final CountryTransactions transactions;
    private final Topology topology;
    private final IdGenerator ids;
    private final Audit audit;
    private final Clock clock;

    Rosters(
            RosterReader reader,
            RosterRows rows,
            RosterLimits limits,
            RegionalClients<RegistrationClient> registration,
            CountryTransactions transactions,
            Topology topology,
            IdGenerator ids,
            Clock clock,
            Audit audit) {
        this.audit = audit;
        this.reader = reader;
        this.rows = rows;
        this.limits = limits;
        this.registration = registration;
        this.transactions = transactions;
        this.topology = topology;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ProblemException 409, 413, 422 or 503; then nothing is written */
    public RosterReceipt replace(UnitId unit, Format format, InputStream body, Caller by) throws IOException {
        Country country = unit.country();
        LocalDate today = LocalDate.now(clock.withZone(TimeZones.of(country)));
        RosterIntake intake = new RosterIntake(country, today, limits.maxRows(), topology, registration, ids::nextUuid);
        DigestInputStream in =
                new DigestInputStream(new BoundedInput(body, limits.maxSize().toBytes()), sha256());
        switch (format) {
            case CSV -> reader.csv(in, intake::take);
            case JSON -> reader.json(in, intake::take);
        }
        in.transferTo(java.io.OutputStream.nullOutputStream()); // what follows the last value belongs to the digest
        intake.end();
        String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
        RosterReceipt receipt = intake.receipt(ids.next(country, RosterReceiptId::new), unit, digest);
        transactions.run(country, () -> {
            if (!rows.lockApproved(unit)) {
                throw UnitRegister.notApproved();
            }
            rows.replace(receipt, intake.entries(), clock.instant());
            String detail = "receipt " + receipt.receiptId() + ", accepted " + receipt.accepted();
            audit.record(country, "roster.uploaded", by, unit.toString(), detail);
        });
        return receipt;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
