package org.meridian.bench.security.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meridian.bench.stack.Sql;
import org.meridian.db.test.TestCluster;

/** What a real server packs is found in its own files. */
class PackedByPostgresIT {

    private final TestCluster cluster = TestCluster.shared();

    @Test
    void aNameInAValueThatTheServerCompressedIsFoundInTheTableAndInTheLogOfChanges() {
        String name = "Zwqkxjvbnm Pfghtrdlsc";
        Sql eu = new Sql(cluster.owner("eu"));
        eu.run(
                "CREATE TABLE public.packed (value text)",
                "INSERT INTO public.packed SELECT repeat('of no importance ', 200) || '%s' || repeat(' at all', 200)"
                        .formatted(name),
                "CHECKPOINT");
        try {
            assertThat(eu.number("SELECT max(pg_column_size(value)) FROM public.packed"))
                    .isLessThan(1000);
            Path data = Objects.requireNonNull(cluster.cluster().log("eu").getParent());
            List<String> found = new ByteSearch(List.of(new Canary("name", name))).below(data);
            assertThat(found).anyMatch(file -> file.matches("\\d+: name"));
            assertThat(found).anyMatch(file -> file.matches("[0-9A-F]{24}: name"));
            assertThat(new ByteSearch(List.of(new Canary("name", "Zwqkxjvbnx Pfghtrdlsx"))).below(data))
                    .isEmpty();
        } finally {
            eu.run("DROP TABLE public.packed");
        }
    }
}
