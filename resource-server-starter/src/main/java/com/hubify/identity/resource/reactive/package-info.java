/**
 * The reactive stack: filter chains, rules, and the path a request is taken for.
 */
@NullMarked
package com.hubify.identity.resource.reactive;

import org.jspecify.annotations.NullMarked;
