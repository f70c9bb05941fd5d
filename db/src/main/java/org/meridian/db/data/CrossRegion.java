package org.meridian.db.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the auditors' and analysts' queries: the only ones that may touch more than one partition. They run through
 * {@link EveryRegion}, on a pool of their own that is read-only and has a statement timeout.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CrossRegion {}
