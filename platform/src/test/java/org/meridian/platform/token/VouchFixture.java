package org.meridian.platform.token;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A region's gateway, and a service of it that takes its word. */
abstract class VouchFixture {

    @TempDir
    Path folder;

    VouchedRegion region;
    Vouch gateway;
    TokenVerifier service;

    @BeforeEach
    void start() {
        region = new VouchedRegion(folder);
        gateway = region.gateway();
        service = region.serviceOf("eu");
    }
}
