/**
 * A caller for the mappings of Spring for GraphQL.
 */
@NullMarked
package com.hubify.identity.resource.graphql;

import org.jspecify.annotations.NullMarked;
