/**
 * The guard in front of request handlers, and what routes refer to.
 */
@NullMarked
package com.hubify.identity.resource.handler;

import org.jspecify.annotations.NullMarked;
