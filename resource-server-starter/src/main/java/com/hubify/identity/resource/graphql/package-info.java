/** The caller as an argument of handlers of Spring for GraphQL. */
@NullMarked
package com.hubify.identity.resource.graphql;

import org.jspecify.annotations.NullMarked;
