/** What integration tests of all modules stand on: one local cluster per test run, and a log of every statement. */
@NullMarked
package org.meridian.db.test;

import org.jspecify.annotations.NullMarked;
