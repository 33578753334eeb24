/**
 * The page on which a developer changes people, sessions and organizations by hand, as they would in Clerk's dashboard. Open to
 * everybody who reaches the simulator; forms of other sites are refused as everywhere.
 */
@NullMarked
package com.hubify.clerk.console;

import org.jspecify.annotations.NullMarked;
