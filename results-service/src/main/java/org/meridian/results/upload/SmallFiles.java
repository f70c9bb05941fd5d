package org.meridian.results.upload;

import java.util.ArrayList;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Act;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.web.Trace;
import org.meridian.results.receipt.Claim;
import org.meridian.results.receipt.Ledger;
import org.meridian.results.receipt.Ledger.Upload;
import org.meridian.results.receipt.Ledger.Upload.Counted;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.upload.UploadWriter.Entry;
import org.springframework.stereotype.Component;

/**
 * Files of few rows, as analysers send them that report each result when they have it. All that come at the same time are
 * written with the statements of one; each has a receipt and an audit entry of its own.
 */
@Component
final class SmallFiles implements BatchWriter<SmallFile, Receipt> {

    private final Verification verification;
    private final UploadWriter writer;
    private final Ledger ledger;
    private final UploadLimits limits;
    private final Audit audit;

    SmallFiles(Verification verification, UploadWriter writer, Ledger ledger, UploadLimits limits, Audit audit) {
        this.verification = verification;
        this.writer = writer;
        this.ledger = ledger;
        this.limits = limits;
        this.audit = audit;
    }

    boolean takes(LabFile file) {
        return file.size() <= limits.together();
    }

    /**
     * Asks for the file's tubes, outside of any transaction.
     *
     * @throws org.meridian.platform.problem.ProblemException 503 when sampling-service does not answer
     */
    SmallFile prepare(LabFile file, Uploader by) {
        Claim claim = ledger.unwritten(
                new Upload(by.country(), by.subject(), file.sha256(), file.size(), limits.chunkOf(file.size())),
                limits.rejections());
        List<Sampled> rows = new ArrayList<>(file.size());
        for (Checked<Sampled> checked :
                verification.verifyAll(by, file.rows().reader().next(file.size()))) {
            switch (checked) {
                case Checked.Good<Sampled>(Sampled row) -> rows.add(row);
                case Checked.Bad<Sampled>(var rejection) -> claim.tally().reject(rejection);
            }
        }
        return new SmallFile(claim, by.subject(), rows, Trace.id().orElse(null));
    }

    @Override
    public List<Receipt> write(Country country, List<SmallFile> files) {
        List<Counted> counted = files.stream().map(SmallFile::counted).toList();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Counted one = counted.get(i);
            files.get(i)
                    .rows()
                    .forEach(row -> entries.add(new Entry(row, one.claim().id(), one.tally())));
        }
        writer.writeAll(country, entries);
        List<Receipt> receipts = ledger.doneAtOnce(country, counted);
        List<Act> acts = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            SmallFile file = files.get(i);
            acts.add(Uploaded.act(receipts.get(i), file.by(), file.trace()));
        }
        audit.recordAll(country, acts);
        return receipts;
    }
}
