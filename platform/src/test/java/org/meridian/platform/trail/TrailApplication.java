package org.meridian.platform.trail;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that does nothing but keep its trail. */
@SpringBootApplication
class TrailApplication {}
