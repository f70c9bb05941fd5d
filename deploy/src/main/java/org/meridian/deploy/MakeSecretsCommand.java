package org.meridian.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.deploy.vault.Keyset;
import org.meridian.platform.secret.GeneratedSecrets;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.VouchKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What an operator begins with; unlike what deploy/up makes, production starts on it. */
@Command(
        name = "make-secrets",
        description = "Makes the signing keys of every region and service and the data-protection keysets that a folder"
                + " lacks, for production.",
        mixinStandardHelpOptions = true)
final class MakeSecretsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where they go, made if need be.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        Path published = folder.resolve("jwks.json");
        if (Files.exists(published) && GeneratedSecrets.isMarked(published)) {
            throw new DeployException(
                    "The keys in " + folder + " were generated for profile local. Name another folder.");
        }
        List<String> regions = Home.fromEnvironment().plan().regions();
        List<String> names =
                new ArrayList<>(regions.stream().map(r -> "registration-" + r).toList());
        names.addAll(LocalCluster.SERVICES);
        KeyFiles.ensure(folder, names);
        AuditKeys.ensure(folder, regions);
        VouchKeys.ensure(folder, regions);
        for (String keyset : List.of("registration-keyset.json", "registration-index-keyset.json")) {
            if (Files.notExists(folder.resolve(keyset))) {
                new Keyset(folder.resolve(keyset)).create();
            }
        }
        System.out.println(
                "The keys are in " + folder + ". Give each process the files that docs/keys.md names for it.");
        return 0;
    }
}
