package org.meridian.results.upload;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.tube.ResultId;
import org.meridian.results.upload.TubeClient.Query;
import org.meridian.results.upload.TubeClient.Tube;
import org.springframework.stereotype.Component;

/** Takes a laboratory's file: first everything is asked and checked, then all of it is written in one transaction. */
@Component
public class Uploads {

    private final RegionalClients<TubeClient> sampling;
    private final Topology topology;
    private final Region home;
    private final IdGenerator ids;
    private final UploadLimits limits;
    private final UploadWriter writer;

    Uploads(
            RegionalClients<TubeClient> sampling,
            Topology topology,
            Region home,
            IdGenerator ids,
            UploadLimits limits,
            UploadWriter writer) {
        this.sampling = sampling;
        this.topology = topology;
        this.home = home;
        this.ids = ids;
        this.limits = limits;
        this.writer = writer;
    }

    /**
     * Asks sampling-service about the file's tubes. Nothing is written.
     *
     * @throws ProblemException 503 when sampling-service does not answer
     */
    public VerifiedFile verify(Country country, LabFile file) {
        if (!topology.regionOf(country).equals(home)) {
            throw ProblemException.regionUnavailable(topology.regionOf(country).name()); // only its own region writes
        }
        Rejections rejections = new Rejections(limits.rejections(), file.rejections());
        Spool<Sampled> spool = new Spool<>(Sampled::write, Sampled::read);
        file.owns(spool);
        file.rows().forEachChunk(limits.chunk(), chunk -> verify(country, chunk, spool, rejections));
        return new VerifiedFile(ids.next(country, ReceiptId::new), file.sha256(), file.received(), rejections, spool);
    }

    private void verify(Country country, List<Row> chunk, Spool<Sampled> spool, Rejections rejections) {
        List<String> barcodes = chunk.stream().map(Row::barcode).distinct().toList();
        Map<String, Tube> tubes = sampling.call(country, client -> client.lookup(new Query(country, barcodes))).stream()
                .collect(Collectors.toMap(Tube::barcode, Function.identity()));
        for (Row row : chunk) {
            switch (TubeRules.check(row, tubes.get(row.barcode()), ids.next(country, ResultId::new))) {
                case Checked.Good<Sampled>(Sampled sampled) -> spool.add(sampled);
                case Checked.Bad<Sampled>(Rejection rejection) -> rejections.add(rejection);
            }
        }
    }

    /** Writes the file, all of it or nothing, in a write transaction of the country. */
    public Receipt store(Country country, VerifiedFile file, String uploadedBy) {
        return writer.write(country, file, uploadedBy);
    }
}
