/** The reactive stack: filter chains, rules, and checks of the path a request is handled by. */
@NullMarked
package com.hubify.identity.resource.reactive;

import org.jspecify.annotations.NullMarked;
