package org.meridian.results.upload;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.Act;
import org.meridian.results.receipt.Receipt;

/** What the audit trail tells of an upload that is done. */
final class Uploaded {

    private Uploaded() {}

    static Act act(Receipt receipt, String by, @Nullable String trace) {
        String detail =
                "received " + receipt.received() + ", accepted " + receipt.accepted() + ", sha256 " + receipt.sha256();
        return new Act("results.uploaded", by, "", receipt.receiptId().toString(), detail, trace);
    }
}
