package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.Origin;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.upload.TubeClient.Member;
import org.meridian.results.verdict.Method;

/**
 * A row whose tube is known, and who is in it.
 *
 * @param id what its result will be known by
 * @param siteId that filled the tube
 */
record Sampled(Row row, ResultId id, SiteId siteId, int capacity, List<Member> members) {

    TubeResult result() {
        Origin origin = new Origin(siteId, null, capacity, members.size(), null, null);
        return new TubeResult(id, row.barcode(), row.outcome(), row.testedAt(), row.device(), row.ct(), origin, null);
    }

    List<MemberResult> memberResults() {
        return members.stream()
                .map(member -> new MemberResult(
                        id,
                        0,
                        member.sampleId(),
                        member.residentId(),
                        row.outcome(),
                        Method.ofCapacity(capacity),
                        member.sampledAt(),
                        row.testedAt(),
                        row.barcode(),
                        siteId))
                .toList();
    }

    void write(DataOutputStream out) throws IOException {
        row.write(out);
        write(out, id);
        write(out, siteId);
        out.writeInt(capacity);
        out.writeInt(members.size());
        for (Member member : members) {
            write(out, member.sampleId());
            write(out, member.residentId());
            Instants.write(out, member.sampledAt());
        }
    }

    static Sampled read(DataInputStream in) throws IOException {
        Row row = Row.read(in);
        ResultId id = new ResultId(uuid(in), in.readUTF());
        SiteId siteId = new SiteId(uuid(in), in.readUTF());
        int capacity = in.readInt();
        int size = in.readInt();
        List<Member> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(new Member(
                    new SampleId(uuid(in), in.readUTF()), new ResidentId(uuid(in), in.readUTF()), Instants.read(in)));
        }
        return new Sampled(row, id, siteId, capacity, members);
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
