package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.receipt.ReceiptId;
import org.meridian.results.sampling.TubeClient.Member;
import org.meridian.results.tube.Origin;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.verdict.Method;

/**
 * A row whose tube is known, and who is in it.
 *
 * @param id what its result will be known by
 */
record Sampled(Row row, ResultId id, Origin origin, List<Member> members) {

    /** A spool of one uploader's rows. */
    static Spool<Sampled> spool(Uploader by) {
        return new Spool<>(Sampled::write, in -> read(in, by));
    }

    TubeResult result(ReceiptId receipt) {
        return new TubeResult(
                id, row.barcode(), row.outcome(), row.testedAt(), row.device(), row.ct(), origin, null, receipt.id());
    }

    List<MemberResult> memberResults() {
        return members.stream()
                .map(member -> new MemberResult(
                        id,
                        0,
                        member.sampleId(),
                        member.residentId(),
                        row.outcome(),
                        Method.ofCapacity(origin.capacity()),
                        member.sampledAt(),
                        row.testedAt(),
                        row.barcode(),
                        site()))
                .toList();
    }

    private SiteId site() {
        return Objects.requireNonNull(origin.site(), "every tube has a site");
    }

    private void write(DataOutputStream out) throws IOException {
        row.write(out);
        write(out, id);
        write(out, site());
        out.writeUTF(text(origin.division()));
        out.writeInt(origin.capacity());
        out.writeUTF(text(origin.loinc()));
        out.writeInt(members.size());
        for (Member member : members) {
            write(out, member.sampleId());
            write(out, member.residentId());
            Instants.write(out, member.sampledAt());
        }
    }

    private static Sampled read(DataInputStream in, Uploader by) throws IOException {
        Row row = Row.read(in);
        ResultId id = new ResultId(uuid(in), in.readUTF());
        SiteId site = new SiteId(uuid(in), in.readUTF());
        String division = in.readUTF();
        int capacity = in.readInt();
        String loinc = in.readUTF();
        int size = in.readInt();
        List<Member> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(new Member(
                    new SampleId(uuid(in), in.readUTF()),
                    new ResidentId(uuid(in), in.readUTF()),
                    Instants.read(in),
                    null)); // its clock was looked at already
        }
        Origin origin = new Origin(site, orNull(division), capacity, size, orNull(loinc), by.laboratory());
        return new Sampled(row, id, origin, members);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void write(DataOutputStream out, CountryId id) throws IOException {
        out.writeLong(id.id().getMostSignificantBits());
        out.writeLong(id.id().getLeastSignificantBits());
        out.writeUTF(id.countryCode());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        long most = in.readLong();
        return new UUID(most, in.readLong());
    }
}
