package org.meridian.platform.commit;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class CommitApplication {}
