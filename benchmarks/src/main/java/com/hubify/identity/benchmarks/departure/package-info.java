/** People who are deleted at Clerk: how long what they have here goes on, at services and at the identity server. */
@NullMarked
package com.hubify.identity.benchmarks.departure;

import org.jspecify.annotations.NullMarked;
