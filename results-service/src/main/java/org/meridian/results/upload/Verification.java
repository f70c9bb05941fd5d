package org.meridian.results.upload;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.receipt.Rejection;
import org.meridian.results.receipt.Rejections;
import org.meridian.results.sampling.GatheredTubes;
import org.meridian.results.sampling.TubeClient;
import org.meridian.results.sampling.TubeClient.Query;
import org.meridian.results.sampling.TubeClient.Tube;
import org.meridian.results.upload.Helpers.Task;
import org.springframework.stereotype.Component;

/** Asks sampling-service about the tubes of a file's rows, one question ahead of the checks. Nothing is written. */
@Component
final class Verification {

    private final RegionalClients<TubeClient> sampling;
    private final GatheredTubes gathered;
    private final TubeRules rules;
    private final UploadLimits limits;
    private final Helpers helpers;

    Verification(
            RegionalClients<TubeClient> sampling,
            GatheredTubes gathered,
            TubeRules rules,
            UploadLimits limits,
            Helpers helpers) {
        this.sampling = sampling;
        this.gathered = gathered;
        this.rules = rules;
        this.limits = limits;
        this.helpers = helpers;
    }

    /** Rows as they came, and the question about their tubes. */
    private record Asked(List<Checked<Row>> rows, Task<Map<String, Tube>> tubes) {}

    /**
     * Verifies the next rows of a file.
     *
     * @param progress told how many more are known
     * @throws org.meridian.platform.problem.ProblemException 503 when sampling-service does not answer
     */
    VerifiedRows verify(Uploader by, Spool<Checked<Row>>.Reader file, int rows, IntConsumer progress) {
        VerifiedRows verified = new VerifiedRows(new Rejections(limits.rejections()), Sampled.spool(by));
        try {
            int left = rows;
            Asked asked = ask(by, file, left);
            while (!asked.rows().isEmpty()) {
                left -= asked.rows().size();
                Asked next = ask(by, file, left);
                check(by, asked, verified);
                progress.accept(asked.rows().size());
                asked = next;
            }
            return verified;
        } catch (RuntimeException e) {
            verified.close();
            throw e;
        }
    }

    /** Verifies a file of few rows, whose tubes are asked for together with those of others that come at the same time. */
    List<Checked<Sampled>> verifyAll(Uploader by, List<Checked<Row>> rows) {
        Map<String, Tube> tubes = gathered.of(by.country(), barcodes(rows));
        return rows.stream().map(row -> checked(row, tubes, by)).toList();
    }

    private static Set<String> barcodes(List<Checked<Row>> rows) {
        Set<String> barcodes = LinkedHashSet.newLinkedHashSet(rows.size());
        for (Checked<Row> checked : rows) {
            if (checked instanceof Checked.Good<Row>(Row row)) {
                barcodes.add(row.barcode());
            }
        }
        return barcodes;
    }

    private Checked<Sampled> checked(Checked<Row> checked, Map<String, Tube> tubes, Uploader by) {
        return switch (checked) {
            case Checked.Good<Row>(Row row) -> rules.check(row, tubes.get(row.barcode()), by);
            case Checked.Bad<Row>(Rejection rejection) -> new Checked.Bad<>(rejection);
        };
    }

    private Asked ask(Uploader by, Spool<Checked<Row>>.Reader file, int left) {
        List<Checked<Row>> rows = file.next(Math.min(left, limits.batch()));
        Set<String> barcodes = barcodes(rows);
        return new Asked(rows, helpers.start(() -> lookup(by, List.copyOf(barcodes))));
    }

    private Map<String, Tube> lookup(Uploader by, List<String> barcodes) {
        Map<String, Tube> tubes = HashMap.newHashMap(barcodes.size());
        if (!barcodes.isEmpty()) {
            Query query = new Query(by.country(), barcodes);
            sampling.call(by.country(), client -> client.lookup(query))
                    .forEach(tube -> tubes.put(tube.barcode(), tube));
        }
        return tubes;
    }

    private void check(Uploader by, Asked asked, VerifiedRows verified) {
        Map<String, Tube> tubes = asked.tubes().join();
        for (Checked<Row> checked : asked.rows()) {
            switch (checked(checked, tubes, by)) {
                case Checked.Good<Sampled>(Sampled sampled) -> verified.rows().add(sampled);
                case Checked.Bad<Sampled>(Rejection rejection) ->
                    verified.rejections().add(rejection);
            }
        }
    }
}
