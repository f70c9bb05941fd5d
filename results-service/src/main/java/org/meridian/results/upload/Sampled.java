package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.upload.TubeClient.Member;
import org.meridian.results.verdict.Method;

/**
 * A row whose tube is known, and who is in it.
 *
 * @param id what its result will be known by
 */
record Sampled(Row row, ResultId id, Method method, List<Member> members) {

    TubeResult result() {
        return new TubeResult(id, row.barcode(), row.outcome(), row.testedAt(), row.device(), row.ct());
    }

    List<MemberResult> memberResults() {
        return members.stream()
                .map(member -> new MemberResult(
                        id,
                        0,
                        member.sampleId(),
                        member.residentId(),
                        row.outcome(),
                        method,
                        member.sampledAt(),
                        row.testedAt()))
                .toList();
    }

    void write(DataOutputStream out) throws IOException {
        row.write(out);
        write(out, id);
        out.writeUTF(method.name());
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
        Method method = Method.valueOf(in.readUTF());
        int size = in.readInt();
        List<Member> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(new Member(
                    new SampleId(uuid(in), in.readUTF()), new ResidentId(uuid(in), in.readUTF()), Instants.read(in)));
        }
        return new Sampled(row, id, method, members);
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
