package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.sampling.TubeClient.Member;
import org.springframework.beans.factory.annotation.Autowired;

/** The transaction that small files share. */
class SmallFileWritesIT extends SmallFilesFixture {

    @Autowired
    private SmallFiles small;

    @Autowired
    private LabFiles files;

    @Autowired
    private GroupCommits commits;

    @Test
    void manyFilesTakeTheStatementsOfOne() throws InterruptedException {
        sealed("BATCH", 41);
        assertThat(statementsFor(List.of("BATCH-40"))).isEqualTo(7);
        List<String> barcodes =
                IntStream.range(0, 40).mapToObj(i -> "BATCH-" + i).toList();
        assertThat(statementsFor(barcodes)).isEqualTo(7);
        log.assertPruned("results", TestCluster.shared().owner("eu"));
        assertThat(count("tube_result", "BATCH-%")).isEqualTo(41);
    }

    @Test
    void aTransactionThatIsRepeatedCountsTheSame() {
        sealed("REPEATED", 3);
        List<SmallFile> made =
                List.of(prepared("REPEATED-0"), prepared("REPEATED-1"), prepared("REPEATED-2", "REPEATED-1"));
        List<Receipt> before = transactions.write(DEU, () -> small.write(DEU, made));
        List<Receipt> after = transactions.write(DEU, () -> small.write(DEU, made));
        assertThat(after).isEqualTo(before);
        assertThat(before).extracting(Receipt::accepted).containsExactly(1, 1, 1);
        assertThat(before).extracting(Receipt::duplicate).containsExactly(0, 0, 1);
        assertThat(count("tube_result", "REPEATED-%")).isEqualTo(3);
    }

    @Test
    void oneThatCannotBeWrittenFailsAlone() {
        sealed("POISON", 10);
        GroupCommit<SmallFile, Receipt> together = commits.of("small-uploads-of-the-test", small);
        List<CompletableFuture<Receipt>> outcomes = IntStream.range(0, 10)
                .mapToObj(i -> prepared("POISON-" + i))
                .map(file -> file.rows().getFirst().row().barcode().equals("POISON-4") ? poisoned(file) : file)
                .map(file -> later(() -> together.submit(DEU, file)))
                .toList();
        for (int i = 0; i < outcomes.size(); i++) {
            CompletableFuture<Receipt> outcome = outcomes.get(i);
            if (i == 4) {
                assertThatThrownBy(outcome::join).hasRootCauseInstanceOf(SQLException.class);
            } else {
                assertThat(outcome.join().accepted()).isEqualTo(1);
            }
        }
        assertThat(count("tube_result", "POISON-%")).isEqualTo(9);
    }

    /** Its people's samples are of a time that no database knows. */
    private static SmallFile poisoned(SmallFile file) {
        Sampled row = file.rows().getFirst();
        List<Member> members = row.members().stream()
                .map(member -> new Member(
                        member.sampleId(), member.residentId(), Instant.parse("-9999-01-01T00:00:00Z"), null))
                .toList();
        return new SmallFile(
                file.claim(),
                file.by(),
                List.of(new Sampled(row.row(), row.id(), row.origin(), members)),
                file.trace());
    }

    private SmallFile prepared(String... barcodes) {
        List<String> rows = new ArrayList<>();
        for (String barcode : barcodes) {
            rows.add(barcode + ",NEGATIVE," + tested + ",,");
        }
        byte[] text = csv(rows.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
        LabFile file = files.read(Format.CSV, new ByteArrayInputStream(text), OptionalInt.empty());
        return small.prepare(file, new Uploader(DEU, "DEU-SOMEBODY", null));
    }

    /** As a writer's thread does it, whose statements are counted. */
    private int statementsFor(List<String> barcodes) throws InterruptedException {
        List<SmallFile> made = barcodes.stream().map(this::prepared).toList();
        log.clear();
        Thread.ofVirtual()
                .name("group-commit-of-the-test")
                .start(() -> transactions.write(DEU, () -> small.write(DEU, made)))
                .join();
        return log.ofRequests().size();
    }
}
