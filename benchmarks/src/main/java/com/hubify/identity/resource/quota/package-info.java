/** What the benchmarks need of the starter's limits. */
@NullMarked
package com.hubify.identity.resource.quota;

import org.jspecify.annotations.NullMarked;
