package org.meridian.deploy;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.meridian.db.cluster.ClusterException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The launcher behind the scripts {@code deploy/up}, {@code down}, {@code status}, {@code day}, {@code kill}, {@code start}, {@code restart},
 * {@code backup}, {@code restore},
 * {@code make-secrets}, {@code rotate-keys}, {@code rotate-vault}, {@code audit-verify} and {@code audit-cut}.
 */
@Command(
        name = "deploy",
        description = "Runs Meridian on one machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DayCommand.class,
            KillCommand.class,
            StartCommand.class,
            RestartCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MakeSecretsCommand.class,
            RotateKeysCommand.class,
            RotateVaultCommand.class,
            AuditVerifyCommand.class,
            AuditCutCommand.class,
            TrainCommand.class
        })
public final class Deploy {

    private static final Logger QUIET = Logger.getLogger("org.flywaydb");

    private Deploy() {}

    public static void main(String[] arguments) {
        // Flyway tells each step of each schema on each node; what matters of it is an exception anyway.
        QUIET.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Deploy())
                .registerConverter(Duration.class, text -> Duration.parse("PT" + text)) // 90s, 10m, 2h
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof DeployException || e instanceof ClusterException) {
                        line.getErr().println(e.getMessage());
                    } else {
                        e.printStackTrace(line.getErr());
                    }
                    line.getErr().flush();
                    return 1;
                });
    }
}
