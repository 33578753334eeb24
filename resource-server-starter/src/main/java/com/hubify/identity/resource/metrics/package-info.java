/**
 * What is counted and measured, where the service has Micrometer.
 */
@NullMarked
package com.hubify.identity.resource.metrics;

import org.jspecify.annotations.NullMarked;
