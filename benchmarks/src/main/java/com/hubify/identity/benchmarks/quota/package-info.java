/** What it costs a service to count its callers' requests. */
@NullMarked
package com.hubify.identity.benchmarks.quota;

import org.jspecify.annotations.NullMarked;
