/** Checks of the YugabyteDB deployment that need no YugabyteDB. */
package org.meridian.deploy.yugabyte;
