/**
 * The caller in handlers of Spring for GraphQL.
 */
@NullMarked
package com.hubify.identity.resource.graphql;

import org.jspecify.annotations.NullMarked;
